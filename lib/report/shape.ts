import { z } from "zod";

const text = (description: string) => z.string().describe(description);
const list = <T extends z.ZodType>(item: T, description: string) => z.array(item).readonly().describe(description);

const PRINCIPAL = z.strictObject({
  name: text("Role, managed identity or other principal that the pod acts as."),
  way: text("How the pod proves that it is it: IRSA, Vault, the Secret that is mounted."),
  trusts: text("Who may act as it."),
});

const ACCESS = z.strictObject({
  principal: text("Name of the principal."),
  thing: text("What it may be used on: an ARN, a resource id, a path, or what a person calls it."),
  sort: z.enum(["entry", "database", "files", "key", "secret"]).describe("What sort of thing it is."),
  may: list(z.string(), "Actions of AWS, a role of Azure or Google, capabilities of Vault, or a word for it."),
  where: text("Condition of the permission, as AWS writes it.").optional(),
  why: text("What the environment needs it for."),
  by: text("What makes the permission: a resource's path, or the person who does it."),
});

const KEY = z.strictObject({
  key: text("Name of the file that the app reads."),
  source: z.enum(["setting", "variable", "ephemeral", "generated", "external"]).describe("How its value gets in."),
  variable: text("Variable of Terraform that carries the value.").optional(),
  entry: text("Entry of the store that holds it."),
  live: z.boolean().describe("Whether a new value reaches a running app without a restart."),
  revision: z.number().describe("Revision of a secret that is written here.").optional(),
  value: text("Value of a setting; only where values were asked for.").optional(),
});

const STEP = z.strictObject({
  as: text("Who does it."),
  does: text("What is to be done."),
  command: z.boolean().describe("Whether it is a command for a POSIX shell."),
  note: text("When it may be skipped, or why it is needed.").optional(),
});

const GATE_USE = z.strictObject({
  gate: text("Id of the gate."),
  prop: text("Prop of the declaration that needs it."),
});

const NAME = z.strictObject({
  kind: text("What is named."),
  scope: text("Where the name is unique."),
  name: text("The name."),
  shared: z.boolean().describe("Whether the environment only reads what somebody else made under it."),
});

const PROBLEM = z.strictObject({
  code: text("Stable code."),
  environment: text("Environment, where it is known."),
  prop: text("Prop that is wrong."),
  message: text("What is wrong."),
  fix: text("What to write instead."),
  location: text("File, line and column.").optional(),
});

const ENVIRONMENT = z.strictObject({
  id: text("Name of its stack, by which commands call it."),
  name: text("Internal name."),
  namespace: text("Namespace."),
  cluster: text("Name of the cluster."),
  file: text("File that declares it."),
  kind: z.enum(["app", "platform"]).describe("An app, or Private Mendix Platform's own credentials."),
  mode: z.enum(["standalone", "connected"]).describe("Whether the MendixApp is declared, or the portal owns it."),
  store: text("Store that holds its values."),
  identity: text("How the pod proves who it is to a cloud; empty where it does not.").optional(),
  delivery: text("How its Kubernetes objects get to the cluster."),
  operator: text("Version of the Operator."),
  mendix: text("Version of the Mendix Runtime."),
  retired: z.boolean().describe("Whether it is at its end, and nothing of it is made any more."),
  problems: z.number().describe("How many problems it has; of one with problems nothing further is told."),
  principals: list(PRINCIPAL, "Who the pod is."),
  access: list(ACCESS, "The cells of the matrix that are not empty. What is not here is not allowed."),
  keys: list(KEY, "The keys that the pod mounts."),
  steps: list(STEP, "What a person does."),
  gates: list(GATE_USE, "Minimum versions that the declaration needs, all of them met."),
  brings: list(z.string(), "Ids of gates that a newer Operator or Mendix would open."),
  breaks: list(z.string(), "What would be wrong with the declaration under the newest versions that are known."),
  names: list(NAME, "Names that it takes."),
  held: list(z.string(), "Names that stay taken after its end, and until when."),
  notes: list(z.string(), "What else a reader has to know."),
  next: list(z.string(), "Commands that deploy it."),
});

const FINDING = z.strictObject({
  by: z.enum(["doctor", "verify"]).describe("Command that looks so."),
  at: text("When the cluster was looked at, ISO 8601; empty where the files do not say."),
  cluster: text("Name of the cluster."),
  environments: list(z.string(), "Ids of the environments that it holds for; none for the cluster itself."),
  check: text("Stable id of the check."),
  title: text("What was looked at."),
  status: z.enum(["right", "wrong", "warning", "unknown"]).describe("How it is."),
  seen: text("What was seen."),
  fix: text("What to do.").optional(),
  page: text("Page of the documentation."),
});

const GATE = z.strictObject({
  id: text("Id of the gate."),
  feature: text("Feature that needs the versions."),
  operator: text("First Operator that has it.").optional(),
  mendix: text("First Mendix Runtime that has it.").optional(),
});

const CLUSTER = z.strictObject({
  name: text("Name of the cluster."),
  kind: text("EKS, AKS, GKE or other."),
  place: text("Account, subscription or project, and region, as far as they are known."),
  environments: z.number().describe("How many environments it has."),
});

/** The data behind a report: parser and JSON Schema at once. */
export const REPORT = z.strictObject({
  format: z.literal(1).describe("Version of this format."),
  made: text("When the report was made, ISO 8601."),
  revision: text("Revision of the declarations; empty where it is not known."),
  folder: text("Folder of the declarations."),
  tool: text("Version of the package."),
  values: z.boolean().describe("Whether values of settings are in it."),
  newest: z
    .strictObject({ operator: text("Version of the Operator."), mendix: text("Version of the Mendix Runtime.") })
    .describe("Newest versions that this package knows."),
  clusters: list(CLUSTER, "Clusters of the environments."),
  gates: list(GATE, "Minimum versions of features."),
  environments: list(ENVIRONMENT, "All environments of the folder."),
  problems: list(PROBLEM, "What is wrong with the declarations."),
  findings: list(FINDING, "What doctor and verify find in the facts that were given."),
});

export type Report = z.infer<typeof REPORT>;
export type ReportEnvironment = Report["environments"][number];
export type Access = ReportEnvironment["access"][number];
export type ReportFinding = Report["findings"][number];
