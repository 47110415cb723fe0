import * as fc from "fast-check";
import { Share } from "../../lib/core/share";
import { absoluteName, apiPathOf, checkEntryName, checkKvPath, KvVersion } from "../../lib/stores/vault/api-path";
import { policyText } from "../../lib/stores/vault/policy";

/** Texts near what a path may be, and near what could break out of one. */
const paths = fc.oneof(
  fc.string(),
  fc.stringMatching(/^[a-z./+*{}" $%-]{0,30}$/),
  fc
    .array(fc.constantFrom("data", "metadata", "..", ".", "a", "Shop.Title", "*", "+", "sys", ""))
    .map((all) => all.join("/")),
);

describe("a path in Vault", () => {
  it("that is accepted names itself alone, as a URL and in a policy", () => {
    fc.assert(
      fc.property(paths, (path) => {
        const share = new Share();
        checkKvPath(share, "secret", path, "store.path");
        fc.pre(share.problems.length === 0);
        const api = apiPathOf("secret", path);
        expect(new URL(`https://vault.example.com/v1/${api}`).pathname).toBe(`/v1/secret/data/${path}`);
        expect(JSON.parse(policyText([api]))).toEqual({ path: { [api]: { capabilities: ["read"] } } });
        expect(api).not.toMatch(/[*+{}"$%\s]/);
      }),
    );
  });

  it("that is accepted after a slash is never one of Vault's own", () => {
    fc.assert(
      fc.property(paths, (path) => {
        const share = new Share();
        checkEntryName(share, "secret", `/${path}`, "adminPassword");
        fc.pre(share.problems.length === 0);
        expect(path).not.toMatch(/^(sys|auth|identity|cubbyhole)\//);
        expect(path.split("/").length).toBeGreaterThan(1);
      }),
    );
  });

  it.each([
    [KvVersion.V2, "/team/data/orders"],
    [KvVersion.V1, "/team/orders"],
  ])("of another mount with KV version %s keeps the API's form", (version, name) => {
    expect(absoluteName("team", "orders", version)).toBe(name);
    expect(apiPathOf("secret", name)).toBe(name.slice(1));
  });
});
