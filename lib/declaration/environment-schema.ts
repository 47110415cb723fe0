import { z } from "zod";
import type { Cluster } from "../core/cluster";
import type { Versions } from "../catalogue/versions";
import type { MendixSecretStoreEnvironmentProps } from "../environment/props";
import type { NamedAs } from "../core/subject";
import type { TakenOver } from "../core/take-over";
import { clusterName } from "./clusters";
import { app } from "./kinds/apps";
import { database } from "./kinds/databases";
import { delivery } from "./kinds/deliveries";
import { identity } from "./kinds/identities";
import { storage } from "./kinds/storages";
import { store } from "./kinds/stores";
import { secret, setting } from "./secrets";
import { flag, props, text } from "./shape";
import { stackShape, type StackOptions } from "./stack-options";

/** What a file of one environment declares: the props of TypeScript, and the stack that they go into. */
export interface EnvironmentDeclaration extends MendixSecretStoreEnvironmentProps {
  /**
   * Terraform's side of the environment: its stack, where its state is, how its providers are set up.
   *
   * @default - a stack named as the environment, with a state file beside the output
   */
  readonly terraform?: StackOptions;
}

export const versions = props<Versions>("Versions", { operator: text("2.25.1"), mendix: text("10.24.14") });

/** The cluster need not be among those that are declared: it may be gone. */
const names = props<NamedAs>("NamedAs", {
  cluster: text("prod"),
  namespace: text("mendix"),
  name: text("orders-prod"),
});

const takenOver = props<TakenOver>("TakenOver", {
  resource: text("identity/role"),
  id: text("orders-prod").exactOptional(),
  holdsNoSecret: flag().exactOptional(),
});

/** Schema of a whole declaration, with the clusters that it may name. */
export function environmentSchema(clusters: ReadonlyMap<string, Cluster>): z.ZodType<EnvironmentDeclaration> {
  const name = clusterName(clusters);
  return props<EnvironmentDeclaration>("EnvironmentDeclaration", {
    name: text("orders-prod"),
    namespace: text("mendix"),
    namedAs: names.exactOptional(),
    retired: flag().exactOptional(),
    takeOver: z.array(z.union([text("identity"), takenOver])).exactOptional(),
    cluster: name,
    versions,
    store,
    identity: identity(name).exactOptional(),
    database: database.exactOptional(),
    storage: storage.exactOptional(),
    adminPassword: secret.exactOptional(),
    debuggerPassword: secret.exactOptional(),
    constants: z.record(z.string(), setting).exactOptional(),
    runtimeSettings: z.record(z.string(), setting).exactOptional(),
    app,
    delivery: delivery.exactOptional(),
    terraform: stackShape.exactOptional(),
  });
}
