/** A part of a synthesized stack that a rule looks at. */
export interface Part {
  /** Kind of block: `resource`, `output`, `variable`. */
  readonly block: "resource" | "output" | "variable";
  /** Type of a resource, else the block. */
  readonly type: string;
  /** Address in Terraform: `aws_iam_role.orders`. */
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One thing that every stack has to keep. */
export interface Rule {
  readonly id: string;
  /** What it keeps, as a sentence. */
  readonly title: string;
  /** Which parts it looks at. */
  readonly looksAt: (part: Part) => boolean;
  /** What is wrong with a part, or nothing. */
  readonly check: (part: Part) => readonly string[];
  /**
   * Whether stacks may have nothing for it to look at. A rule that looked at nothing otherwise counts as broken.
   *
   * @default false
   */
  readonly optional?: boolean;
}

const POLICIES: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "policy",
  aws_iam_policy: "policy",
  aws_iam_user_policy: "policy",
};

/** What this library's own output keeps, and a stack around it should. */
export const RULES: readonly Rule[] = [
  {
    id: "exact-permissions",
    title: "An IAM policy allows named actions on named resources.",
    looksAt: ({ type }) => type in POLICIES,
    check: ({ type, values }) => statementsOf(values[POLICIES[type] ?? ""]).flatMap(tooWide),
    optional: true,
  },
  {
    id: "exact-trust",
    title: "A role that a pod assumes pins audience and subject, without a wildcard.",
    looksAt: ({ type, values }) => type === "aws_iam_role" && trustsTokens(values["assume_role_policy"]),
    check: ({ values }) => statementsOf(values["assume_role_policy"]).flatMap(looseTrust),
    optional: true,
  },
  {
    id: "no-secret-output",
    title: "No output is sensitive: its value would be in the state.",
    looksAt: ({ block }) => block === "output",
    check: ({ values }) => (values["sensitive"] === true ? ["The output is sensitive."] : []),
    optional: true,
  },
  {
    id: "ephemeral-variables",
    title: "A sensitive variable is ephemeral: otherwise its value is in plan and state.",
    looksAt: ({ block, values }) => block === "variable" && values["sensitive"] === true,
    check: ({ values }) => (values["ephemeral"] === true ? [] : ["The variable is sensitive and not ephemeral."]),
    optional: true,
  },
  {
    id: "reads-the-store",
    title: "Every MendixApp reads the store, and the Operator finds it.",
    looksAt: ({ type, values }) => type === "kubernetes_manifest" && manifestOf(values)["kind"] === "MendixApp",
    check: ({ values }) => {
      const spec = manifestOf(values)["spec"] as Readonly<Record<string, unknown>> | undefined;
      const reads = spec?.["allowOverrideSecretsWithSecretStoreCSIDriver"] === true;
      return reads ? [] : ["allowOverrideSecretsWithSecretStoreCSIDriver is not true."];
    },
    optional: true,
  },
];

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | readonly string[];
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A document that is not plain JSON can't be read here, and what can't be read is not right. */
function statementsOf(document: unknown): readonly (Statement | undefined)[] {
  try {
    const { Statement: statements } = JSON.parse(String(document)) as { Statement?: Statement | Statement[] };
    return statements === undefined ? [undefined] : [statements].flat();
  } catch {
    return [undefined];
  }
}

const UNREADABLE = "The policy is not JSON text, so it can't be checked.";

const WILD = /[*?]/;

/** Six characters that Secrets Manager adds to the name of a secret. */
const SECRET_SUFFIX = /^(arn:[^*?]+:secretsmanager:[^*?]+:secret:[^*?]+)-\?{6}$/;

/**
 * Whether a resource is more than one thing: it has a wildcard. What one secret's suffix needs is none, and the objects
 * below one directory of a bucket are one thing.
 */
function isWide(resource: string): boolean {
  const bare = resource.replace(SECRET_SUFFIX, "$1").replace(/^(arn:[^:*?]*:s3:::[^/*?]+\/[^*?]+)\/\*$/, "$1");
  return WILD.test(bare);
}

/** Whether a pattern of IAM matches an action, which it does whatever the case. */
function includesAction(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "i").test(action);
}

function tooWide(statement: Statement | undefined): readonly string[] {
  if (!statement) return [UNREADABLE];
  if (statement.Effect !== "Allow") return [];
  const actions = [statement.Action ?? []].flat().filter((action) => WILD.test(action));
  const resources = [statement.Resource ?? []].flat().filter(isWide);
  const inverted = statement.NotAction !== undefined || statement.NotResource !== undefined;
  return [
    ...actions.map((action) => `It allows the actions ${action}.`),
    ...resources.map((resource) => `It allows on ${resource}.`),
    ...(inverted ? ["It allows everything but what it names."] : []),
  ];
}

const WEB_IDENTITY = "sts:AssumeRoleWithWebIdentity";

/** Whether a role may be assumed by a token of an OIDC provider; a text that can't be read may say so. */
function trustsTokens(document: unknown): boolean {
  return /WebIdentity|Federated/.test(String(document)) || statementsOf(document).some(looksOpen);
}

function looksOpen(statement: Statement | undefined): boolean {
  if (!statement) return false;
  const actions = [statement.Action ?? []].flat();
  return statement.NotAction !== undefined || actions.some((action) => includesAction(action, WEB_IDENTITY));
}

function looseTrust(statement: Statement | undefined): readonly string[] {
  if (!statement) return [UNREADABLE];
  if (statement.Effect !== undefined && statement.Effect !== "Allow") return [];
  const actions = [statement.Action ?? []].flat();
  if (statement.NotAction === undefined && !actions.some((action) => includesAction(action, WEB_IDENTITY))) return [];
  const pinned = Object.entries(statement.Condition?.["StringEquals"] ?? {});
  return (["aud", "sub"] as const)
    .filter(
      (claim) =>
        !pinned.some(
          ([key, value]) => key.endsWith(`:${claim}`) && !WILD.test([value].flat().join()) && [value].flat().length > 0,
        ),
    )
    .map((claim) => `It does not pin ${claim} with StringEquals.`);
}

function manifestOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return (values["manifest"] ?? {}) as Readonly<Record<string, unknown>>;
}
