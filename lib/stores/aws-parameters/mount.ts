import type { AwsPlace } from "../../clouds/aws/arn";
import { defined } from "../../core/defined";
import type { Entry } from "../../core/entry";
import type { RemoteValue, StoreContext } from "../../core/parts";
import { toYaml, withYaml } from "../../core/yaml";
import { identityParameters, objectsOf, pathsOf, type KeyPath } from "../aws/objects";
import { holderOf } from "./existing";
import type { AwsParameterStoreProps } from "./props";

/** What the provider asks for at once. */
const BATCH = 10;
/** What the service answers in a second, to everybody in an account and region, as long as nobody pays for more. */
const READS_PER_SECOND = 40;

/**
 * Parameters of the SecretProviderClass as the AWS provider's parser takes them.
 *
 * @see https://github.com/aws/secrets-store-csi-driver-provider-aws
 */
export function secretProviderClassParameters(
  context: StoreContext,
  { region }: AwsPlace,
  props: AwsParameterStoreProps,
  entries: readonly Entry[],
): Readonly<Record<string, string>> {
  const objects = entries.flatMap((entry) => {
    const base = { objectName: entry.name, objectType: "ssmparameter" as const };
    return objectsOf(entry, base, keyPaths(context, props, entry));
  });
  const parameters = withYaml({ region }, "objects", objects, toYaml);
  return Object.assign(parameters, identityParameters(context));
}

/** Where each key lies, for what reads the parameters from outside the pod. */
export function remoteValues(
  context: StoreContext,
  props: AwsParameterStoreProps,
  entries: readonly Entry[],
): Readonly<Record<string, RemoteValue>> {
  const values = entries.flatMap((entry) =>
    keyPaths(context, props, entry).map(({ key, property }) => [key, defined({ key: entry.name, property })] as const),
  );
  return Object.fromEntries(values);
}

/** Where the keys of an entry lie in it. */
export function keyPaths(context: StoreContext, props: AwsParameterStoreProps, entry: Entry): readonly KeyPath[] {
  return pathsOf(entry, context, props.existing?.map(holderOf));
}

/** How many pods can start within one second; undefined where it is more than a cluster starts at once. */
export function podsPerSecond(
  entries: readonly Entry[],
): { readonly calls: number; readonly pods: number } | undefined {
  const calls = Math.ceil(entries.length / BATCH);
  const pods = Math.floor(READS_PER_SECOND / calls);
  return pods < READS_PER_SECOND / 4 ? { calls, pods } : undefined;
}
