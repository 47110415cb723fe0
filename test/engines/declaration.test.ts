import * as fs from "node:fs";
import * as path from "node:path";
import { cli, folderOf } from "../support/terminal";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "../../engines/terraform";

describeWith([terraform, provider("aws"), provider("kubernetes")], "synth, without cdktf's command line", () => {
  const workspace = new Workspace();
  const folder = folderOf({
    "environments/clusters.yaml": CLUSTERS,
    "environments/orders.yaml": `${ORDERS}constants:\n  Shop.Title: "\${a} %{b} \\"c\\""\nterraform:\n  backend:\n    local: { path: "{name}.tfstate" }\n`,
  });

  afterAll(() => {
    workspace.remove();
    fs.rmSync(folder, { recursive: true });
  });

  test("writes a directory that Terraform initializes and validates as it is", async () => {
    const output = path.join(folder, "out");
    const { code } = await cli(["synth", "-d", path.join(folder, "environments"), "-o", output]);
    expect(code).toBe(0);
    fs.cpSync(path.join(output, "stacks/orders"), workspace.directory, { recursive: true });
    workspace.init();
    expect(JSON.parse(workspace.run(["validate", "-json"]))).toMatchObject({
      valid: true,
      error_count: 0,
      warning_count: 0,
    });
  });
});
