import { PROVIDERS, localName, type ProviderName } from "../catalogue/provider-ranges";
import { isRegionName } from "../core/aws-region";
import { didYouMean } from "../core/did-you-mean";
import { isDeviceName } from "../core/file-name";
import { quote } from "../core/problem";
import type { DataProblem } from "./issues";
import type { PropPath } from "./locate";
import type { MapEntry, MapNode, SourceNode } from "./source";
import { BACKENDS } from "./state-identity";

const PROVIDER_NAMES = [...new Set((Object.keys(PROVIDERS) as ProviderName[]).map(localName))];

/**
 * Slips in the names below `terraform`, which are Terraform's: a schema that takes any name would drop a provider that
 * is called by another one, and the stack would go wherever the surroundings point.
 */
export function terraformProblems(root: SourceNode): readonly DataProblem[] {
  const terraform = mapAt(root, "terraform");
  const providers = mapAt(terraform, "providers");
  const backend = mapAt(terraform, "backend");
  return [
    ...unknown(providers, ["terraform", "providers"], PROVIDER_NAMES, "a provider of an environment"),
    ...(backend ? backendProblems(backend) : []),
    ...regionProblems(providers),
    ...stackProblems(entryAt(terraform, "stack")?.node),
  ];
}

/** The stack stands in a folder of its name. */
function stackProblems(stack: SourceNode | undefined): readonly DataProblem[] {
  if (stack?.kind !== "scalar" || typeof stack.value !== "string" || !isDeviceName(stack.value)) return [];
  const message = `${quote(stack.value)} is a device of Windows: no folder of the output can be called so there.`;
  return [{ code: "MX-NAME-RESERVED", path: ["terraform", "stack"], message, fix: 'Write stack: "orders-prod".' }];
}

function backendProblems(backend: MapNode): readonly DataProblem[] {
  const path = ["terraform", "backend"];
  const count = backend.entries.size;
  if (count === 1) return unknown(backend, path, BACKENDS, "a backend of Terraform");
  const names = count === 0 ? "no backend" : `${count} backends: ${[...backend.entries.keys()].slice(0, 5).join(", ")}`;
  const fix = `Write one of ${BACKENDS.join(", ")}, or leave backend out: the state is a file then.`;
  return [{ code: "MX-CHOICE", path, message: `terraform.backend names ${names}; exactly one is needed.`, fix }];
}

function unknown(
  map: MapNode | undefined,
  path: PropPath,
  known: readonly string[],
  what: string,
): readonly DataProblem[] {
  const names = [...(map?.entries.keys() ?? [])].filter((name) => !known.includes(name));
  return names.map((name) => ({
    code: "MX-PROP-UNKNOWN",
    path: [...path, name],
    message: `${quote(name)} is not ${what}.${didYouMean(name, known)}`,
    fix: `Write one of ${known.join(", ")}.`,
  }));
}

/** The region of each provider of AWS: a provider takes any text, and fails at the first call. */
function regionProblems(providers: MapNode | undefined): readonly DataProblem[] {
  const aws = providers?.entries.get("aws")?.node;
  const blocks: readonly (readonly [PropPath, SourceNode])[] =
    aws?.kind === "list" ? aws.items.map((item, index) => [[index], item]) : aws ? [[[], aws]] : [];
  return blocks.flatMap(([at, block]) => {
    const region = entryAt(block, "region")?.node;
    if (region?.kind !== "scalar" || typeof region.value !== "string") return [];
    // A placeholder stands for a region of the cluster, which is looked at there.
    if (region.value.includes("{") || isRegionName(region.value)) return [];
    const path = ["terraform", "providers", "aws", ...at, "region"];
    const message = `${quote(region.value)} is not a region of AWS.`;
    return [{ code: "MX-AWS-PLACE", path, message, fix: 'Write region: "eu-west-1".' }];
  });
}

function mapAt(node: SourceNode | undefined, key: string): MapNode | undefined {
  const found = entryAt(node, key)?.node;
  return found?.kind === "map" ? found : undefined;
}

function entryAt(node: SourceNode | undefined, key: string): MapEntry | undefined {
  return node?.kind === "map" ? node.entries.get(key) : undefined;
}
