import * as fs from "node:fs";
import * as path from "node:path";
import { cli, folderOf } from "../support/terminal";

const CHANGED = {
  address: "vault_kv_secret_v2.orders",
  type: "vault_kv_secret_v2",
  change: {
    actions: ["update"],
    before: { data_json: "CANARY-1", data_json_wo_version: 1 },
    after: { data_json: "CANARY-2", data_json_wo_version: 2 },
    before_sensitive: { data_json: true },
    after_sensitive: { data_json: true },
    after_unknown: {},
  },
};
const plan = (resource_changes: readonly unknown[]) =>
  JSON.stringify({ format_version: "1.2", planned_values: {}, resource_changes });

const folder = folderOf({
  "plan.json": plan([CHANGED]),
  "same.json": plan([]),
  "state.json": JSON.stringify({ format_version: "1.0", values: { secret: "CANARY-3" } }),
  "cut.json": '{"secret": "CANARY-4',
});
const file = (name: string) => path.join(folder, name);

afterAll(() => fs.rmSync(folder, { recursive: true }));

describe("diff --plan", () => {
  test("says what Terraform will do and whether real values are needed, and shows no sensitive value", async () => {
    const { code, out } = await cli(["diff", "--plan", file("plan.json"), "--exit-code"]);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        "plan.json",
        "  secret    The secret of vault_kv_secret_v2.orders is written: export the real values.",
        "  changes   data_json of vault_kv_secret_v2.orders changes (hidden).",
        "  changes   data_json_wo_version of vault_kv_secret_v2.orders changes from 1 to 2.",
        "",
        "1 secret is written: the variables must hold the real values.",
        "",
      ].join("\n"),
    );
    const { out: data } = await cli(["diff", "--plan", file("plan.json"), "--json"]);
    expect(JSON.parse(data)).toMatchObject({ writes: ["vault_kv_secret_v2.orders"] });
    expect(data).not.toContain("CANARY");
  });

  test("says when the placeholder is enough", async () => {
    expect(await cli(["diff", "--plan", file("same.json"), "--exit-code"])).toMatchObject({
      code: 0,
      out: "Nothing changes.\n\nNo secret is written: the variables may hold placeholder-never-written.\n",
    });
  });

  test.each(["state.json", "cut.json", "none.json", ""])(
    "takes %j for a wrong command line, and repeats nothing of it",
    async (name) => {
      const { code, out, err } = await cli(["diff", "--plan", file(name)]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).not.toContain("CANARY");
    },
  );

  test("is needed where no revision is named", async () => {
    expect(await cli(["diff"])).toMatchObject({ code: 2, err: expect.stringContaining("--plan plan.json") as string });
  });
});
