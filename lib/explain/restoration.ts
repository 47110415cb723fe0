import type { Blueprint } from "../core/blueprint";
import { keysOf } from "../core/entry";
import { pathOf, type Resource } from "../core/resource";
import { shellCommand } from "../core/shell";
import { displayText } from "../core/text";

/** Something of an environment that was deleted, and how it is brought back. */
export interface Restoration {
  /** The store's own name. */
  readonly name: string;
  /** Keys that it holds. */
  readonly keys: readonly string[];
  /** Commands of the store's own client, for a POSIX shell; none where nothing brings it back. */
  readonly commands: readonly string[];
  /** Until when, or why not. */
  readonly note: string;
  /**
   * Its address for `takeOver`.
   *
   * @default - it is not taken over: the next apply finds it, or makes it
   */
  readonly takeOver?: string;
}

type How = Omit<Restoration, "name" | "keys" | "takeOver"> & { readonly takenOver: boolean };

/** What an argument says, as a text. */
type Given = (argument: string) => string;

/** What a store keeps of what is deleted, by the type of the resource that made it. */
const KEPT: Readonly<Record<string, (given: Given, blueprint: Blueprint, resource: Resource) => How>> = {
  aws_secretsmanager_secret: awsSecret,
  aws_ssm_parameter: () => ({
    commands: [],
    note: "Parameter Store keeps nothing of a deleted parameter: by an apply with the real values",
    takenOver: false,
  }),
  azurerm_key_vault: (given) => ({
    commands: [shellCommand("az", "keyvault", "recover", "--name", given("name"))],
    note: `within ${given("soft_delete_retention_days") || "90"} days, with everything that is in it`,
    takenOver: true,
  }),
  azurerm_key_vault_secret: (given) => ({
    commands: [],
    note: `the next apply recovers ${given("name")} by itself and writes its value anew; to keep its value, run az keyvault secret recover, and declare SecretValue.external({ entry: "${given("name")}" })`,
    takenOver: false,
  }),
  vault_kv_secret_v2: vaultEntry,
  google_secret_manager_secret: (given) => ({
    commands: [
      shellCommand("gcloud", "secrets", "versions", "list", given("secret_id"), `--project=${given("project")}`),
      shellCommand(
        "gcloud",
        "secrets",
        "versions",
        "enable",
        "VERSION",
        `--secret=${given("secret_id")}`,
        `--project=${given("project")}`,
      ),
    ],
    note: "where the secret is there and its versions are disabled, which is how they are let go of; Google keeps nothing of a deleted secret",
    takenOver: true,
  }),
  kubernetes_secret_v1: () => ({
    commands: [],
    note: "Kubernetes keeps nothing: from the cluster's own backup, or by an apply with the real values",
    takenOver: false,
  }),
};

/** What can be brought back of an environment, by the store's own client. */
export function restorationsOf(blueprint: Blueprint): readonly Restoration[] {
  return blueprint.resources.flatMap((resource): Restoration[] => {
    if (resource.kind !== "resource") return [];
    const given: Given = (argument) => textOf(resource.arguments[argument]);
    const how = KEPT[resource.type]?.(given, blueprint, resource);
    if (!how) return [];
    const { takenOver, ...rest } = how;
    return [
      {
        name: nameOf(resource, given),
        keys: keysIn(resource, blueprint),
        ...rest,
        ...(takenOver ? { takeOver: resource.path } : {}),
      },
    ];
  });
}

function awsSecret(given: Given, { places, subject }: Blueprint): How {
  const days = given("recovery_window_in_days") || "30";
  if (days === "0")
    return { commands: [], note: "the declaration has no recovery window: it is gone", takenOver: false };
  const region = places.find(({ what }) => what === "the secrets")?.region ?? subject.cluster.region ?? "REGION";
  return {
    commands: [
      shellCommand("aws", "secretsmanager", "restore-secret", `--region=${region}`, `--secret-id=${given("name")}`),
    ],
    note: `within ${days} days of its deletion`,
    takenOver: true,
  };
}

/** A deletion takes the newest version; all of them go where the declaration asks for it. */
function vaultEntry(given: Given): How {
  const namespace = given("namespace") === "" ? [] : [`-namespace=${given("namespace")}`];
  const place = [...namespace, `-mount=${given("mount")}`];
  if (given("delete_all_versions") === "true") {
    return { commands: [], note: "the declaration deletes all versions: it is gone", takenOver: false };
  }
  return {
    commands: [
      shellCommand("vault", "kv", "metadata", "get", ...place, given("name")),
      shellCommand("vault", "kv", "undelete", ...place, "-versions=VERSION", given("name")),
    ],
    note: "for as long as Vault keeps its versions",
    takenOver: true,
  };
}

function textOf(value: unknown): string {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isPlain ? displayText(String(value)) : "";
}

function nameOf({ path }: Resource, given: Given): string {
  const name = given("name") || given("secret_id");
  return name === "" ? path : name;
}

function keysIn({ path }: Resource, { entries }: Blueprint): readonly string[] {
  const ids = path.split("/");
  return entries.filter(({ id }) => ids.includes(pathOf(id))).flatMap(keysOf);
}
