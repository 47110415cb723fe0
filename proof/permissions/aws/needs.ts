import { parse } from "yaml";
import { AwsSecretsManager, ExternalSecret, RdsIam, type Blueprint } from "../../../lib";
import { partitionOf } from "../../declarations/places";
import { resolved, resolvedIn, resourcesOf } from "../../support/resolved";
import { settingsOf, type Deployed, type Holder } from "../deployed";

/** Where the pod goes with its role, read off what it mounts and not off the library's grants. */
export interface AwsNeeds {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  /** Where the entries are. */
  readonly place: { readonly account: string; readonly region: string };
  /** Region of the copies that are read when the first one fails. */
  readonly failoverRegion?: string;
  /** Names of the entries that the pod, or its SecretProviderClass, reads. */
  readonly secrets: readonly string[];
  /** Names of the entries that somebody else reads for the pod: its role has no business there. */
  readonly foreign: readonly string[];
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

export function needsOf(deployed: Deployed): AwsNeeds {
  const { props, blueprint } = deployed;
  const { region = "", account = "" } = props.cluster;
  const settings = settingsOf(blueprint);
  return {
    partition: partitionOf(region),
    account,
    region,
    ...placeOf(props),
    ...secretsOf(deployed),
    ...filesOf(props, blueprint, settings),
    ...databaseOf(props, settings),
    ...keyOf(props),
  };
}

function placeOf({
  store,
  cluster: { region = "", account = "" },
}: Holder): Pick<AwsNeeds, "place" | "failoverRegion"> {
  const given = store instanceof AwsSecretsManager ? store.props : {};
  const place = { region: given.region ?? region, account: given.account ?? account };
  return { place, ...(given.failoverRegion === undefined ? {} : { failoverRegion: given.failoverRegion }) };
}

function secretsOf(deployed: Deployed): Pick<AwsNeeds, "secrets" | "foreign"> {
  const { mount } = deployed.blueprint;
  switch (mount.kind) {
    case "none":
      return { secrets: writtenNames(deployed), foreign: [] };
    case "Secret": {
      const names = mount.externalSecret ? writtenNames(deployed) : [];
      const { store } = deployed.props;
      const reads = store instanceof ExternalSecret && store.props.usesEnvironmentServiceAccount === true;
      return reads ? { secrets: names, foreign: [] } : { secrets: [], foreign: names };
    }
    default:
      return { secrets: mount.provider === "aws" ? mountedNames(deployed, mount.parameters) : [], foreign: [] };
  }
}

/** Names that are mounted, by their ARNs where they are in another account. */
function mountedNames({ configuration }: Deployed, declared: Parameters): readonly string[] {
  const classes = resourcesOf(configuration, "kubernetes_manifest").map(({ manifest }) => manifest as Manifest);
  // Manifests stand beside the stack, not in it.
  const { parameters } = classes.find(({ kind }) => kind === "SecretProviderClass")?.spec ?? { parameters: declared };
  const parameter = parameters?.["objects"];
  // The ARN of a secret that the stack makes is known after an apply; its name is what the proof asks for.
  const text = resolvedIn(configuration, parameter, {
    "aws_secretsmanager_secret.arn": (argument) => argument("name"),
  });
  const objects = parse(text) as readonly { readonly objectName: string }[];
  return objects.map(({ objectName }) => /^arn:.*:secret:(.*)-\w{6}$/.exec(objectName)?.[1] ?? objectName);
}

type Parameters = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly kind: string;
  readonly spec: { readonly parameters?: Parameters };
}

/** Entries that the stack makes: what is mounted nowhere names none. */
function writtenNames({ configuration }: Deployed): readonly string[] {
  return resourcesOf(configuration, "aws_secretsmanager_secret").map(({ name }) => resolved(name));
}

function filesOf(props: Holder, blueprint: Blueprint, settings: ReadonlyMap<string, string>): Pick<AwsNeeds, "files"> {
  const bucket = /^https:\/\/(.+)\.s3\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.exec(
    settings.get("storage-endpoint") ?? "",
  )?.[1];
  const staticKeys = blueprint.keys.some(({ key }) => key === "storage-secret-access-key");
  if (bucket === undefined || staticKeys) return {};
  const lists = (props.storage as { props?: { listBucket?: boolean } }).props?.listBucket ?? false;
  const deletes = settings.get("storage-perform-delete") !== "false";
  return { files: { bucket, prefix: settings.get("storage-bucket-name") ?? "", deletes, lists } };
}

function databaseOf(props: Holder, settings: ReadonlyMap<string, string>): Pick<AwsNeeds, "database"> {
  const authentication = (props.database as { props?: { authentication?: unknown } } | undefined)?.props
    ?.authentication;
  if (!(authentication instanceof RdsIam)) return {};
  const { resourceId } = authentication.props;
  return { database: { resourceId, user: settings.get("database-username") ?? "" } };
}

function keyOf({ store }: Holder): Pick<AwsNeeds, "kmsKeyArn"> {
  const kmsKeyArn = store instanceof AwsSecretsManager ? store.props.kmsKeyArn : undefined;
  return kmsKeyArn === undefined ? {} : { kmsKeyArn };
}
