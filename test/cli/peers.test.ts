import { failureText } from "../../lib/cli/failure";
import { assertPeers } from "../../lib/cli/peers";

const missing = (message: string) => Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });

describe("a package that is not installed", () => {
  test("is one line to write, and no bug", () => {
    const paths = Array.from({ length: 14 }, (_, index) => `- /app/${index}.js`).join("\n");
    const error = missing(`Cannot find module '@cdktf/provider-vault/lib/policy'\nRequire stack:\n${paths}`);
    expect(failureText(error)).toBe(
      '@cdktf/provider-vault is not installed, and what is declared needs it. Run: npm install "@cdktf/provider-vault@^15.6.0"',
    );
  });

  test("is told together with all others that are declared", () => {
    const assert = () => assertPeers(["vault", "vault-write-only", "random", "kubernetes"], (name) => name === "cdktf");
    expect(assert).toThrow(
      '@cdktf/provider-kubernetes, @cdktf/provider-vault, constructs are not installed, and what is declared needs them. Run: npm install "@cdktf/provider-kubernetes@^12.0.0" "@cdktf/provider-vault@^15.6.0" "constructs@^10.4.2"',
    );
    expect(() => assertPeers(["vault", "random"])).not.toThrow();
  });

  test("and is none of the peers is a bug all the same", () => {
    expect(failureText(missing("Cannot find module './commands/x'"))).toMatch(/^This is a bug/);
  });
});
