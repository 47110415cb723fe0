import { parse } from "yaml";
import type { Blueprint, MendixSecretStoreEnvironmentProps } from "../../lib";
import { AwsSecretsManager, RdsIam } from "../../lib";
import { partitionOf } from "../declarations/stores";

/** Where the pod goes with its role, read off what it mounts and not off the library's grants. */
export interface AwsNeeds {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Names of the entries that the SecretProviderClass mounts. */
  readonly secrets: readonly string[];
  /** Directory that the runtime reads and writes with the role; undefined with static keys. */
  readonly files?: {
    readonly bucket: string;
    readonly prefix: string;
    readonly deletes: boolean;
    readonly lists: boolean;
  };
  readonly database?: { readonly resourceId: string; readonly user: string };
  /** Customer managed key of the entries. */
  readonly kmsKeyArn?: string;
}

/** Random part of a secret's ARN. */
export const SUFFIX = "-AbC123";

/** How KMS sees a request that Secrets Manager makes for the pod. */
export function viaSecretsManager(region: string): string {
  return `secretsmanager.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

export function needsOf(props: MendixSecretStoreEnvironmentProps, blueprint: Blueprint): AwsNeeds {
  const { region = "", account = "" } = props.cluster;
  const settings = settingsOf(blueprint);
  return {
    partition: partitionOf(region),
    account,
    region,
    secrets: mountedNames(blueprint),
    ...filesOf(props, blueprint, settings),
    ...databaseOf(props, settings),
    ...keyOf(props),
  };
}

function mountedNames(blueprint: Blueprint): readonly string[] {
  const { mount } = blueprint;
  if (mount.kind !== "SecretProviderClass") return [];
  const objects = parse(String(mount.parameters["objects"])) as readonly { readonly objectName: string }[];
  return objects.map(({ objectName }) => objectName);
}

function settingsOf(blueprint: Blueprint): ReadonlyMap<string, string> {
  const entries = blueprint.entries.flatMap(({ content }) =>
    content.kind === "settings" ? Object.entries(content.values) : [],
  );
  return new Map(entries.map(([key, value]) => [key, String(value)]));
}

function filesOf(
  props: MendixSecretStoreEnvironmentProps,
  blueprint: Blueprint,
  settings: ReadonlyMap<string, string>,
): Pick<AwsNeeds, "files"> {
  const bucket = /^https:\/\/(.+)\.s3\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.exec(
    settings.get("storage-endpoint") ?? "",
  )?.[1];
  const staticKeys = blueprint.keys.some(({ key }) => key === "storage-secret-access-key");
  if (bucket === undefined || staticKeys) return {};
  const lists = (props.storage as { props?: { listBucket?: boolean } }).props?.listBucket ?? false;
  const deletes = settings.get("storage-perform-delete") !== "false";
  return { files: { bucket, prefix: settings.get("storage-bucket-name") ?? "", deletes, lists } };
}

function databaseOf(
  props: MendixSecretStoreEnvironmentProps,
  settings: ReadonlyMap<string, string>,
): Pick<AwsNeeds, "database"> {
  const authentication = props.database?.props.authentication;
  if (!(authentication instanceof RdsIam)) return {};
  const { resourceId } = authentication.props;
  return { database: { resourceId, user: settings.get("database-username") ?? "" } };
}

function keyOf({ store }: MendixSecretStoreEnvironmentProps): Pick<AwsNeeds, "kmsKeyArn"> {
  const kmsKeyArn = store instanceof AwsSecretsManager ? store.props.kmsKeyArn : undefined;
  return kmsKeyArn === undefined ? {} : { kmsKeyArn };
}
