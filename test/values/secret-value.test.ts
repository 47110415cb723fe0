import { inspect } from "node:util";
import { SecretValue } from "../../lib";

const CANARY = "canary-9f31";

describe("SecretValue", () => {
  const values = {
    variable: SecretValue.fromVariable({ name: CANARY }),
    ephemeral: SecretValue.fromEphemeral(CANARY, { revision: 1 }),
    generated: SecretValue.generated({ length: 40 }),
    external: SecretValue.external({ entry: CANARY }),
  };

  it.each(Object.entries(values))("shows nothing of a value from %s when it is printed", (kind, value) => {
    expect(inspect(value, { depth: 9 })).toBe("SecretValue {}");
    expect(JSON.stringify({ value })).toBe(`{"value":"(secret, ${kind})"}`);
    expect(`${String(value)}`).toBe(`(secret, ${kind})`);
    expect({ ...value }).toEqual({});
  });

  it("has a revision of 1 and a length of 32 unless told", () => {
    expect(SecretValue.fromVariable().origin).toEqual({ kind: "variable", revision: 1, name: undefined });
    expect(SecretValue.generated().origin).toEqual({ kind: "generated", length: 32, revision: 1 });
    expect(SecretValue.external().origin).toEqual({ kind: "external", entry: undefined, property: undefined });
  });

  it("is told from everything that JavaScript could pass in its place", () => {
    expect(SecretValue.isSecretValue(values.variable)).toBe(true);
    expect(["text", 5, null, undefined, {}, { origin: {} }].map((value) => SecretValue.isSecretValue(value))).toEqual(
      Array<boolean>(6).fill(false),
    );
  });

  it("can't be changed after it was made", () => {
    expect(Object.isFrozen(values.variable.origin)).toBe(true);
  });
});
