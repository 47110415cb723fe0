import * as fs from "node:fs";
import * as path from "node:path";
import { REPLACES, replaces } from "../../lib/catalogue/replaces";
import { describeWith } from "./support/missing";
import { provider, terraform, Workspace } from "../../engines/terraform";
import { PROVIDER_BLOCKS, ROWS, type ArgumentRows } from "./rows/replacements";

jest.setTimeout(300_000);

type Fields = Readonly<Record<string, unknown>>;

interface Changed {
  readonly address: string;
  readonly type: string;
  readonly leaf: string;
  readonly before: Fields;
  readonly after: Fields;
}

/** One resource for each argument: with that one changed, and all others as they are. */
function resourcesOf(type: string, rows: readonly ArgumentRows[]): readonly Changed[] {
  return rows.flatMap(({ before, after, writeOnly }, index) =>
    leavesOf(after).map((leaf) => {
      const address = `${type}.${leaf.replaceAll(".", "_")}_${index}`;
      const changed = withLeaf(before, after, leaf.split("."));
      return { address, type, leaf, before, after: { ...changed, ...writeOnly } };
    }),
  );
}

/** `metadata` is the only block; what stands in any other map is the map's own. */
function leavesOf(fields: Fields): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    name === "metadata" ? Object.keys(value as Fields).map((inner) => `metadata.${inner}`) : [name],
  );
}

function withLeaf(before: Fields, after: Fields, [name = "", ...more]: readonly string[]): Fields {
  const value = more.length === 0 ? after[name] : withLeaf(before[name] as Fields, after[name] as Fields, more);
  return { ...before, [name]: value };
}

function stateOf(name: string, changes: readonly Changed[]) {
  const source = `provider["registry.terraform.io/hashicorp/${name}"]`;
  const resources = changes.map(({ address, type, before }) => {
    const { metadata, ...rest } = before;
    const attributes = { ...rest, id: "a", ...(metadata === undefined ? {} : { metadata: [metadata] }) };
    const instances = [{ schema_version: 0, attributes }];
    return { mode: "managed", type, name: address.split(".")[1], provider: source, instances };
  });
  return { version: 4, terraform_version: "1.11.4", serial: 1, lineage: "replacements", outputs: {}, resources };
}

function configurationOf(name: string, changes: readonly Changed[]) {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const { address, type, after } of changes) {
    resource[type] = { ...resource[type], [address.split(".")[1] ?? ""]: after };
  }
  return { provider: { [name]: PROVIDER_BLOCKS[name] }, resource };
}

/** Leaves that a plan of the real provider replaces a resource for, by the resource's address. */
function replacedBy(name: string, changes: readonly Changed[]): readonly string[] {
  const workspace = new Workspace();
  try {
    workspace.write(configurationOf(name, changes));
    fs.writeFileSync(path.join(workspace.directory, "terraform.tfstate"), JSON.stringify(stateOf(name, changes)));
    workspace.init();
    const { resource_changes: planned = [] } = workspace.plan({}, ["-refresh=false"]);
    expect(planned).toHaveLength(changes.length);
    expect(planned.filter(({ change }) => change.actions.join() === "no-op").map(({ address }) => address)).toEqual([]);
    return planned.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address);
  } finally {
    workspace.remove();
  }
}

describe.each(Object.entries(ROWS))("the table of replacements, with the provider %s", (name, types) => {
  describeWith([terraform, provider(name)], "in a plan", () => {
    it("names every argument that replaces a resource, and no other", () => {
      const changes = Object.entries(types).flatMap(([type, rows]) => resourcesOf(type, rows));
      const announced = changes.filter(({ type, leaf }) => replaces(type, leaf)).map(({ address }) => address);
      expect([...replacedBy(name, changes)].sort()).toEqual([...announced].sort());
    });
  });
});

test("every row that a plan proves has its plan", () => {
  const proven = Object.values(ROWS).flatMap((types) => Object.keys(types));
  const claimed = Object.entries(REPLACES).filter(([, { proof }]) => proof === "plan");
  // A plan of a manifest asks the API server: test/engines/kubernetes-moves.test.ts.
  const rows = claimed.map(([type]) => type).filter((type) => type !== "kubernetes_manifest");
  expect(rows.sort()).toEqual(proven.sort());
});
