import { z } from "zod";
import type { Cluster } from "../core/cluster";
import { PLATFORM_CREDENTIAL_NAMES, type PlatformCredential } from "../platform/credentials";
import type { PrivatePlatformSecretStoreProps } from "../platform/props";
import type { SecretValue } from "../core/secret-value";
import { clusterName } from "./clusters";
import { versions } from "./environment-schema";
import { delivery } from "./kinds/deliveries";
import { identity } from "./kinds/identities";
import { store } from "./kinds/stores";
import { secret } from "./secrets";
import { props, text } from "./shape";
import { stackShape, type StackOptions } from "./stack-options";

/** What a file of the platform declares: the props of TypeScript, and the stack that they go into. */
export interface PlatformDeclaration extends PrivatePlatformSecretStoreProps {
  /**
   * Terraform's side of the platform: its stack, where its state is, how its providers are set up.
   *
   * @default - a stack named as the platform's app, with a state file beside the output
   */
  readonly terraform?: StackOptions;
}

type Credentials = Readonly<Partial<Record<PlatformCredential, SecretValue>>>;

/** Editors complete the names; an unknown one is refused with the nearest by the platform itself, as in TypeScript. */
const credentials = z
  .record(z.string(), secret)
  .meta({ propertyNames: { enum: PLATFORM_CREDENTIAL_NAMES } }) as z.ZodType<Credentials>;

/** Schema of the declaration of Private Mendix Platform's own credentials. */
export function platformSchema(clusters: ReadonlyMap<string, Cluster>): z.ZodType<PlatformDeclaration> {
  const name = clusterName(clusters);
  return props<PlatformDeclaration>("PlatformDeclaration", {
    name: text("pmp"),
    namespace: text("platform"),
    cluster: name,
    versions,
    store,
    identity: identity(name).exactOptional(),
    credentials: credentials.exactOptional(),
    otherCredentials: z.record(z.string(), secret).exactOptional(),
    documentHolds: z.array(text("Email.SMTPPassword")).exactOptional(),
    document: text("PMP-Production-Credentials").exactOptional(),
    delivery: delivery.exactOptional(),
    terraform: stackShape.exactOptional(),
  });
}
