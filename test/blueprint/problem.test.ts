import { inspect } from "node:util";
import { InvalidDeclarationError } from "../../lib";
import { formatProblem, quote, type Problem } from "../../lib/core/problem";

const problem: Problem = {
  code: "MX-S3-REGION",
  environment: "orders",
  prop: "storage.region",
  message: '"eu-west-3" is not the region in the endpoint.',
  fix: "Write eu-west-1.",
};

describe("formatProblem", () => {
  it("says where, what, what to write, and where more is written", () => {
    expect(formatProblem(problem)).toBe(
      [
        "orders  storage.region",
        '  MX-S3-REGION  "eu-west-3" is not the region in the endpoint.',
        "  Write eu-west-1.  docs/errors.md#mx-s3-region",
      ].join("\n"),
    );
  });

  it("begins with the place in a file where there is one", () => {
    expect(formatProblem({ ...problem, location: "environments/orders.yaml:14:11" })).toMatch(
      /^environments\/orders\.yaml:14:11 {2}orders {2}storage\.region\n/,
    );
  });
});

describe("InvalidDeclarationError", () => {
  const error = new InvalidDeclarationError([problem]);

  it("is printed by Node as its message alone: no stack, no properties", () => {
    expect(inspect(error)).toBe(`[InvalidDeclarationError: ${error.message}]`);
    expect(Object.keys(error)).toEqual([]);
  });

  it("counts its problems and holds them for programs", () => {
    expect(error.message).toMatch(/^1 problem, nothing was written\./);
    expect(new InvalidDeclarationError([problem, problem]).message).toMatch(/^2 problems, /);
    expect(error.problems).toEqual([problem]);
    expect(error).toBeInstanceOf(Error);
  });
});

describe("quote", () => {
  it("quotes, shortens, and stays on one line", () => {
    expect(quote('a "b"\nc')).toBe('"a \\"b\\"\\nc"');
    expect(quote("x".repeat(200))).toHaveLength(122);
    expect([undefined, 3, [], {}].map(quote)).toEqual(["nothing", "3", "a list", "a value of type object"]);
  });

  it.each([
    ["https://user:pass@example.com/x", "https://...@example.com/x"],
    ["https://user:p@ss/w@example.com/x", "https://...@example.com/x"],
    ["https://ghp_token@github.com/x", "https://...@github.com/x"],
    ["user:pass@db.example.com:5432", "...@db.example.com:5432"],
  ])("does not repeat the credentials in %s", (text, shown) => {
    expect(quote(text)).toBe(`"${shown}"`);
  });

  it.each(["https://example.com/a@b", "oci-image://registry/orders:1.4.2", "db.example.com:5432"])(
    "shows %s whole",
    (text) => {
      expect(quote(text)).toBe(`"${text}"`);
    },
  );
});
