import { isPlan, planReport } from "../../lib/change/plan";

interface Planned {
  readonly type: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly marks?: object;
  readonly unknown?: object;
}

function reportOf(...resources: readonly Planned[]) {
  const resource_changes = resources.map(
    ({ type, actions, before = null, after = null, marks = {}, unknown = {} }) => ({
      address: `${type}.one`,
      type,
      change: { actions, before, after, before_sensitive: marks, after_sensitive: marks, after_unknown: unknown },
    }),
  );
  const { changes, writes } = planReport({ format_version: "1.2", planned_values: {}, resource_changes }, "plan.json");
  return { told: changes.map(({ effect, text }) => `${effect}: ${text}`), writes };
}

describe("what a plan does", () => {
  test("nothing, where nothing changes or only read", () => {
    expect(reportOf({ type: "aws_iam_role", actions: ["no-op"] }, { type: "aws_iam_role", actions: ["read"] })).toEqual(
      {
        told: [],
        writes: [],
      },
    );
  });

  test("what goes, is made anew, is made, changes and is forgotten, the gravest first", () => {
    const { told } = reportOf(
      { type: "aws_iam_role", actions: ["update"], before: { tags: { a: "1" } }, after: { tags: { a: "2" } } },
      { type: "vault_policy", actions: ["create"] },
      { type: "kubernetes_manifest", actions: ["forget"] },
      { type: "aws_iam_role", actions: ["delete", "create"], before: { name: "a" }, after: { name: "b" } },
      { type: "aws_secretsmanager_secret", actions: ["delete"] },
      { type: "terraform_data", actions: ["delete", "create"] },
    );
    expect(told).toEqual([
      "removed: aws_secretsmanager_secret.one is destroyed.",
      "replaced: aws_iam_role.one is destroyed and made anew.",
      'replaced: name of aws_iam_role.one changes from "a" to "b".',
      "added: vault_policy.one is made.",
      'changed: tags of aws_iam_role.one changes from {"a":"1"} to {"a":"2"}.',
      "changed: kubernetes_manifest.one is forgotten and stays.",
    ]);
  });

  test("hides whatever Terraform marks as sensitive, in whole or in part", () => {
    const { told } = reportOf(
      {
        type: "aws_secretsmanager_secret_version",
        actions: ["create", "delete"],
        before: { secret_string: "CANARY-1" },
        after: { secret_string: "CANARY-2" },
        marks: { secret_string: true },
      },
      {
        type: "vault_kv_secret_v2",
        actions: ["update"],
        before: { data: { a: "CANARY-3" } },
        after: { data: { a: "CANARY-4" } },
        marks: { data: { a: true } },
      },
    );
    expect(told).toEqual([
      "changed: secret_string of aws_secretsmanager_secret_version.one changes (hidden).",
      "changed: data of vault_kv_secret_v2.one changes (hidden).",
    ]);
  });
});

describe("a plan needs the real values", () => {
  const version = (before: number | undefined, after: number) => ({
    before: before === undefined ? null : { data_json_wo_version: before },
    after: { data_json_wo_version: after },
  });

  test("where a secret is made or its revision is another one", () => {
    expect(reportOf({ type: "vault_kv_secret_v2", actions: ["create"], ...version(undefined, 1) }).writes).toHaveLength(
      1,
    );
    expect(reportOf({ type: "vault_kv_secret_v2", actions: ["update"], ...version(1, 2) }).writes).toHaveLength(1);
    const secret = { before: { data_wo_revision: 1 }, after: { data_wo_revision: 2 } };
    expect(reportOf({ type: "kubernetes_secret_v1", actions: ["update"], ...secret }).writes).toHaveLength(1);
    const made = { after: {}, unknown: { value_wo_version: true } };
    expect(reportOf({ type: "azurerm_key_vault_secret", actions: ["create"], ...made }).writes).toHaveLength(1);
  });

  test("not where a setting is written, or anything else of an entry changes", () => {
    const setting = { before: { secret_string: "a" }, after: { secret_string: "b" } };
    const type = "aws_secretsmanager_secret_version";
    expect(reportOf({ type, actions: ["create", "delete"], ...setting }).writes).toEqual([]);
    expect(reportOf({ type: "vault_kv_secret_v2", actions: ["update"], ...version(1, 1) }).writes).toEqual([]);
    expect(reportOf({ type: "vault_kv_secret_v2", actions: ["delete"], ...version(1, 1) }).writes).toEqual([]);
  });
});

test("a plan is told from any other document", () => {
  expect(isPlan({ format_version: "1.2", planned_values: {} })).toBe(true);
  for (const other of [undefined, null, [], "plan", {}, { format_version: "1.0", values: {} }])
    expect(isPlan(other)).toBe(false);
});
