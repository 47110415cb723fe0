import { SecretValue, StoreLayout } from "../../lib";
import { keysOf, type Entry } from "../../lib/core/entry";
import { Share, type DeclaredKey } from "../../lib/core/share";
import { planEntries } from "../../lib/stores/store-layout";

const key = (name: string, value: DeclaredKey["value"]): DeclaredKey => ({ key: name, value, prop: name });
const nameOf = (part: "settings" | "secrets" | { readonly key: string }) =>
  typeof part === "string" ? part : `own/${part.key}`;

function plan(layout: StoreLayout, ...keys: readonly DeclaredKey[]) {
  const share = new Share();
  const entries = planEntries(share, keys, { layout, nameOf, existing: [] });
  return { share, entries };
}

const outline = (entries: readonly Entry[]) =>
  entries.map((entry) => `${entry.content.kind} ${entry.name}: ${keysOf(entry).join(" ")}`);

const secret = SecretValue.fromVariable();
const settings = [key("database-host", "db"), key("database-name", "orders")];

describe("planEntries", () => {
  it("puts settings into one entry and each secret into its own", () => {
    const { entries } = plan(StoreLayout.ENTRIES, ...settings, key("a", secret), key("b", SecretValue.generated()));
    expect(outline(entries)).toEqual([
      "settings settings: database-host database-name",
      "secret own/a: a",
      "secret own/b: b",
    ]);
  });

  it("puts all secrets into one document where the layout says so, and settings never with them", () => {
    const { entries } = plan(StoreLayout.DOCUMENT, ...settings, key("a", secret), key("b", secret));
    expect(outline(entries)).toEqual(["settings settings: database-host database-name", "document secrets: a b"]);
  });

  it("refuses a generated value in a document that is rewritten whole", () => {
    const { share } = plan(StoreLayout.DOCUMENT, key("a", SecretValue.generated()));
    expect(share.problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual(["MX-SECRET-GENERATED store.layout"]);
  });

  it("makes a container for a value that somebody else writes, and says that it has to be filled", () => {
    const { share, entries } = plan(StoreLayout.ENTRIES, key("a", SecretValue.external()));
    expect(outline(entries)).toEqual(["container own/a: a"]);
    expect(share.steps).toEqual([
      {
        as: "as the owner of the value",
        does: "Write a into the entry own/a.",
        fills: "a",
        note: "before the app starts: its pod waits while an entry is empty, and starts by itself once it is filled: on a real node 22 s later",
      },
    ]);
  });

  it("refers to an existing entry once, whichever props name it", () => {
    const entry = (property: string) => SecretValue.external({ entry: "shared", property });
    const { entries } = plan(StoreLayout.ENTRIES, key("a", entry("x")), key("b", entry("y")));
    expect(outline(entries)).toEqual(["existing shared: a b"]);
  });

  it("makes no entry for settings that are not there", () => {
    expect(plan(StoreLayout.ENTRIES).entries).toEqual([]);
  });
});
