import type { Blueprint } from "../core/blueprint";
import { Reference } from "../core/expression";
import { pathOf, type Resource } from "../core/resource";
import { shellCommand } from "../core/shell";

/** A value that nobody was asked for, and the command by which an administrator of the store reads it. */
export interface GeneratedValue {
  readonly key: string;
  /** For a POSIX shell. It prints the value. */
  readonly command: string;
}

/** The words of a store's own client that print the one value of an entry. */
type Words = (resource: Resource, key: string, blueprint: Blueprint) => readonly string[];

/** By the type of the resource that makes the entry. A Kubernetes Secret and a document hold no generated value. */
const READ: Readonly<Record<string, Words>> = {
  aws_secretsmanager_secret: ({ arguments: { name } }, _, { places, subject }) => {
    const region = places.find(({ what }) => what === "the secrets")?.region ?? subject.cluster.region ?? "REGION";
    const own = ["aws", "secretsmanager", "get-secret-value", `--region=${region}`, `--secret-id=${textOf(name)}`];
    return [...own, "--query=SecretString", "--output=text"];
  },
  aws_ssm_parameter: ({ arguments: { name } }, _, { places, subject }) => {
    const region = places.find(({ what }) => what === "the parameters")?.region ?? subject.cluster.region ?? "REGION";
    const own = ["aws", "ssm", "get-parameter", `--region=${region}`, `--name=${textOf(name)}`, "--with-decryption"];
    return [...own, "--query=Parameter.Value", "--output=text"];
  },
  azurerm_key_vault_secret: ({ arguments: { name, key_vault_id: vault } }, _, { resources }) => {
    const made = Reference.isReference(vault) ? resources.find(({ path }) => path === vault.of) : undefined;
    const vaultName =
      textOf(made?.arguments["name"] ?? vault)
        .split("/")
        .at(-1) ?? "";
    const own = ["az", "keyvault", "secret", "show", "--vault-name", vaultName, "--name", textOf(name)];
    return [...own, "--query", "value", "--output", "tsv"];
  },
  google_secret_manager_secret: ({ arguments: { project, secret_id: id } }) => [
    ...["gcloud", "secrets", "versions", "access", "latest"],
    ...[`--secret=${textOf(id)}`, `--project=${textOf(project)}`],
  ],
  vault_kv_secret_v2: ({ arguments: { mount, name, namespace } }, key) => [
    ...["vault", "kv", "get"],
    ...(typeof namespace === "string" ? [`-namespace=${namespace}`] : []),
    ...[`-mount=${textOf(mount)}`, `-field=${key}`, textOf(name)],
  ],
};

/** How the generated values of an environment are read: MxAdmin's password is made by nobody. */
export function generatedValues(blueprint: Blueprint): readonly GeneratedValue[] {
  return blueprint.keys
    .filter(({ source }) => source === "generated")
    .flatMap(({ key, entry }): GeneratedValue[] => {
      const own = blueprint.resources.filter(({ path }) => path.split("/").includes(pathOf(entry)));
      const resource = own.find(({ type }) => Object.hasOwn(READ, type));
      const words = resource && READ[resource.type]?.(resource, key, blueprint);
      return words ? [{ key, command: shellCommand(...words) }] : [];
    });
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
