import type { ExpectedEnvironment } from "./expected";
import type { Facts, Gap } from "./facts";
import { isKind, type Kind } from "./kinds";
import { DRIVER_IMAGE, PROVIDERS } from "./providers";
import { LOOK_KIND, type Look } from "./saved";
import { isRecord } from "./shapes";
import { podsOf } from "./verify/pods";

/** A file of a collected folder. */
export interface CollectedFile {
  readonly name: string;
  readonly text: string;
}

/** Whether an object of a kind belongs into what is collected of an environment; of the others all do. */
type Belongs = (object: Named, environment: ExpectedEnvironment, facts: Facts) => boolean;

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

const own: Belongs = ({ metadata }, { name }) => metadata.name === name;
const around: Belongs = ({ metadata }, { name }) => metadata.name === name || metadata.name.startsWith(`${name}-`);

const BELONGS: Partial<Readonly<Record<Kind, Belongs>>> = {
  ServiceAccount: own,
  SecretProviderClass: own,
  ExternalSecret: own,
  MendixApp: own,
  Secret: (secret, { name, objects }) => secret.metadata.name === name || pulls(objects).includes(secret.metadata.name),
  SecretProviderClassPodStatus: (status, { name }) => status.metadata.name.endsWith(`-${name}`),
  Pod: (pod, environment, facts) =>
    podsOf(facts, environment).some(({ metadata }) => metadata.name === pod.metadata.name) ||
    pod.metadata.name.startsWith("mendix-operator-"),
  Event: around,
  DaemonSet: ({ metadata }) =>
    [
      DRIVER_IMAGE,
      /secrets-store|csi-provider|pod-identity-agent/,
      ...Object.values(PROVIDERS).map(({ image }) => image),
    ].some((one) => one.test(metadata.name)),
  Deployment: ({ metadata }) => /mendix|external-secrets|azure-wi/.test(metadata.name),
};

/** The files that hold what was seen of an environment: facts only, so nothing that is not among their fields. */
export function collectedFiles(
  facts: Facts,
  environment: ExpectedEnvironment,
  write: (value: unknown) => string,
): readonly CollectedFile[] {
  const kinds = Object.entries(facts.objects).flatMap(([kind, objects]) => {
    if (!isKind(kind)) return [];
    const belongs = BELONGS[kind];
    const wanted = (objects as readonly Named[]).filter((object) => belongs?.(object, environment, facts) ?? true);
    return wanted.length === 0 ? [] : [{ kind, wanted }];
  });
  const look: Look = { kind: LOOK_KIND, server: facts.server, gaps: facts.gaps, only: [environment.id] };
  return [
    ...kinds.map(({ kind, wanted }) => ({
      name: `${kind}.yaml`,
      text: write({ kind: "List", items: wanted.map((object) => ({ kind, ...pruned(object) })) }),
    })),
    { name: "look.yaml", text: write(JSON.parse(JSON.stringify(look))) },
    { name: "README.md", text: readme(environment, kinds, facts.gaps) },
  ];
}

function pulls(objects: ExpectedEnvironment["objects"]): readonly string[] {
  const references = objects.flatMap(({ fields }) => fields["imagePullSecrets"] ?? []);
  return references.flat().flatMap((one) => (isRecord(one) && typeof one["name"] === "string" ? [one["name"]] : []));
}

/** Without what is empty: reading adds it again. */
function pruned(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).flatMap(prunedField)) : {};
}

function prunedField([name, value]: [string, unknown]): readonly (readonly [string, unknown])[] {
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) {
    return value === false ? [[name, value]] : [];
  }
  if (Array.isArray(value)) return [[name, value.map((one: unknown) => (isRecord(one) ? pruned(one) : one))]];
  if (!isRecord(value)) return [[name, value]];
  const inner = pruned(value);
  return Object.keys(inner).length === 0 ? [] : [[name, inner]];
}

function readme(
  { id, namespace, cluster }: ExpectedEnvironment,
  kinds: readonly { readonly kind: Kind; readonly wanted: readonly Named[] }[],
  gaps: readonly Gap[],
): string {
  return [
    `# ${id}, in the namespace ${namespace} of ${cluster.name}`,
    "",
    "Read it with `mendix-secret-store verify ENVIRONMENT --from FOLDER`, or `doctor CLUSTER --from FOLDER`.",
    "",
    "| File | Objects |",
    "| --- | --- |",
    ...kinds.map(({ kind, wanted }) => `| ${kind}.yaml | ${wanted.map(({ metadata }) => metadata.name).join(", ")} |`),
    "| look.yaml | version, issuer, kinds served, rights, what was not seen |",
    "",
    "Of each object the fields that the checks read, and no others: of Secrets the names of their keys, of a MendixApp",
    `no text that is not known to be harmless ("(as declared)" or "(not shown)" stands there), of pods neither`,
    "environment nor commands, of annotations those of the Operator and of identities. Texts of events are as they were.",
    ...(gaps.length > 0 ? ["", "Not seen:", "", ...gaps.map(({ why }) => `- ${why}`)] : []),
    "",
  ].join("\n");
}
