import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

/** Names that a list of lines, a shell or an option would read as something else. */
const NAMES = [
  "a\nb.yaml",
  "a\tb.yaml",
  "-x.yaml",
  '"q".yaml',
  "::stop-commands::x.yaml",
  "$(touch x).yaml",
  "\u001b[2J.yaml",
];

const git = (folder: string, ...parameters: string[]) =>
  spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...parameters], { cwd: folder });

describe.each(NAMES)("a file that is called %j in a revision", (name) => {
  const here = process.cwd();
  const folder = folderOf({ "environments/clusters.yaml": CLUSTERS, [`environments/${name}`]: ORDERS });

  beforeAll(() => {
    git(folder, "init", "-q");
    git(folder, "add", "-A");
    git(folder, "commit", "-qm", "before");
    fs.writeFileSync(
      path.join(folder, "environments", name),
      ORDERS.replace("operator: 2.25.1", "operator: 2.26.1").concat("constants: { Shop.Title: new }\n"),
    );
    process.chdir(folder);
  });

  afterAll(() => {
    process.chdir(here);
    fs.rmSync(folder, { recursive: true });
  });

  test("is compared with what it is now", async () => {
    const { code, out, err } = await cli(["diff", "HEAD"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("mx-const-Shop.Title");
    expect(out).not.toContain("The environment is new");
  });
});
