import type { Entry } from "../../core/entry";
import type { RemoteValue, StoreContext } from "../../core/parts";
import { defined } from "../../core/defined";
import { toYaml, withYaml } from "../../core/yaml";
import type { Expression, Template } from "../../core/expression";
import { withExpressions } from "../../core/settings";
import { arnOf } from "../../clouds/aws/arn";
import { parseArn } from "../../core/aws-arn";
import { identityParameters, objectsOf, pathsOf, type MountedObject } from "./objects";
import { failoverName, objectName, type NamingRequest } from "./object-name";

/**
 * Parameters of the SecretProviderClass as the AWS provider's parser takes them.
 *
 * @see https://github.com/aws/secrets-store-csi-driver-provider-aws
 */
export function secretProviderClassParameters(
  context: StoreContext,
  request: NamingRequest,
  entries: readonly Entry[],
): Readonly<Record<string, string | Template>> {
  const { place, props } = request;
  const unknown = new Map<string, Expression>();
  const objects = entries.flatMap((entry) => mountedObjects(entry, context, request, unknown));
  const parameters: Record<string, string | Template> = withYaml(
    { region: place.region },
    "objects",
    objects,
    (mounted) => (unknown.size === 0 ? toYaml(mounted) : withExpressions(toYaml(mounted), unknown)),
  );
  if (props.failoverRegion) parameters["failoverRegion"] = props.failoverRegion;
  return Object.assign(parameters, identityParameters(context));
}

function mountedObjects(
  entry: Entry,
  context: StoreContext,
  request: NamingRequest,
  unknown: Map<string, Expression>,
): readonly MountedObject[] {
  const { place, props } = request;
  const { failoverRegion } = props;
  const arnIn = (region: string) => arnOf({ ...place, region }, "secretsmanager", `secret:${entry.name}`);
  const name = objectName(entry, request);
  const failover = failoverRegion && failoverName(name, place, failoverRegion);
  const byName = typeof name === "string" && !parseArn(name);
  const base = {
    objectName: shown(name, arnIn(place.region), unknown),
    // A full ARN says the type itself; the parser refuses a second word on it only when they differ.
    ...(byName ? { objectType: "secretsmanager" as const } : {}),
    ...(failover ? { failoverObject: { objectName: shown(failover, arnIn(failoverRegion ?? ""), unknown) } } : {}),
  };
  return objectsOf(entry, base, pathsOf(entry, context, props.existing));
}

/** What stands in the text for an ARN that only an apply makes known: all of it but the six characters at its end. */
function shown(name: string | Expression, arn: string, unknown: Map<string, Expression>): string {
  if (typeof name === "string") return name;
  const text = `${arn}-(known after apply)`;
  unknown.set(text, name);
  return text;
}

/** Where each key lies, for what reads the secrets from outside the pod. */
export function remoteValues(
  context: StoreContext,
  request: NamingRequest,
  entries: readonly Entry[],
): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) =>
    pathsOf(entry, context, request.props.existing).map(
      ({ key, property }) => [key, defined({ key: objectName(entry, request), property })] as const,
    ),
  );
  return Object.fromEntries(values);
}
