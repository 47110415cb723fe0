import * as fs from "node:fs";
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import { cli, folderOf } from "../../support/terminal";

const FIXTURE = fs.readFileSync(path.join(__dirname, "environments/vault.yaml"), "utf8");
const [list] = parseAllDocuments(FIXTURE).map((document) => document.toJS() as { items: { kind: string }[] });
const itemsOf = (kind: string) =>
  JSON.stringify({ kind: "List", items: list?.items.filter((one) => one.kind === kind) });

/** A kubectl that answers by the words that it is given: a line of a shell's `case` for each. */
function kubectl(folder: string, cases: Readonly<Record<string, string>>): string {
  const file = path.join(folder, "kubectl");
  const answers = Object.entries(cases).map(([words, answer]) => `*"${words}"*) ${answer} ;;`);
  fs.writeFileSync(file, `#!/bin/sh\ncase "$*" in\n${answers.join("\n")}\n*) echo '{"items":[]}' ;;\nesac\n`);
  fs.chmodSync(file, 0o755);
  return file;
}

const RIGHT: Readonly<Record<string, string>> = {
  "--raw /version": 'echo \'{"gitVersion":"v1.34.0"}\'',
  "get serviceaccounts": "cat ServiceAccount.json",
  "get secretproviderclasses": "cat SecretProviderClass.json",
  "get mendixapps": "cat MendixApp.json",
  "get secrets": "true",
};

describe("adopt --namespace", () => {
  const before = process.cwd();
  let folder: string;

  beforeEach(() => {
    const kinds = ["ServiceAccount", "SecretProviderClass", "MendixApp"];
    folder = folderOf(Object.fromEntries(kinds.map((kind) => [`${kind}.json`, itemsOf(kind)])));
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  });

  const adopt = (cases: Readonly<Record<string, string>>) =>
    cli([
      "adopt",
      "--namespace",
      "mendix",
      "--context",
      "arn:aws:eks:eu-west-1:1:cluster/prod",
      "--kubectl",
      kubectl(folder, cases),
    ]);

  it("reads what is there by the caller's own kubectl, and calls the cluster as its context does", async () => {
    const { code, err } = await adopt(RIGHT);
    expect([code, err]).toEqual([0, ""]);
    expect(fs.readFileSync("environments/clusters.yaml", "utf8")).toContain(
      "context: arn:aws:eks:eu-west-1:1:cluster/prod",
    );
    expect(fs.readFileSync("environments/orders.yaml", "utf8")).toContain("cluster: prod\n");
  });

  it("says which verb on what is not allowed, and does what it can", async () => {
    const refused =
      'Error from server (Forbidden): secrets is forbidden: User \\"me\\" cannot list resource \\"secrets\\" in API group \\"\\" in the namespace \\"mendix\\"';
    const { code, out } = await adopt({ ...RIGHT, "get secrets": `echo "${refused}" >&2; exit 1` });
    expect(code).toBe(0);
    expect(out).toContain(
      "not seen: Secrets were not seen in the namespace mendix: no right to list secrets in the namespace mendix.\n",
    );
    expect(out).toContain("wrote environments/orders.yaml");
  });

  it("says of a CRD that is missing that it is, and goes on", async () => {
    const missing = 'error: the server doesn\'t have a resource type \\"externalsecrets\\"';
    const { code, out } = await adopt({ "get externalsecrets": `echo "${missing}" >&2; exit 1`, ...RIGHT });
    expect(code).toBe(0);
    expect(out).toContain(
      "The cluster has no ExternalSecrets: the CRD externalsecrets.external-secrets.io is not installed.",
    );
  });

  it.each([
    ["a context that is not there", 'error: context \\"nowhere\\" does not exist', 'context "nowhere" does not exist'],
    ["a cluster that does not answer", "Unable to connect to the server: dial tcp: i/o timeout", "i/o timeout"],
  ])("says of %s that it is so", async (_, said, sentence) => {
    const { code, err } = await adopt({ "--raw": `echo "${said}" >&2; exit 1` });
    expect([code, err]).toEqual([2, expect.stringMatching(/^The cluster does not answer: /)]);
    expect(err).toContain(sentence);
  });
});
