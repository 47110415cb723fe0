import { describeEnvironment, SecretValue, Setting } from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { ORDERS, problemsIn, read } from "../support/declarations";
import { sample } from "../support/samples";

const PUBLISHED = { "Stripe.SecretKey": Setting.public("pk_test_1") };

describe("a value that looks like a secret and is none", () => {
  it("is written as any other where it is said to be public", () => {
    const { problems, entries } = describeEnvironment(sample({ constants: PUBLISHED }));
    expect(problems).toEqual([]);
    expect(entries[0]?.content).toMatchObject({ values: { "mx-const-Stripe.SecretKey": "pk_test_1" } });
  });

  it("is refused otherwise, in TypeScript and in YAML, with both forms", () => {
    const [problem] = describeEnvironment(sample({ constants: { "Stripe.SecretKey": "pk_test_1" } })).problems;
    expect(problem).toMatchObject({ code: "MX-SECRET-PLAIN", prop: 'constants["Stripe.SecretKey"]' });
    expect(problem?.fix).toContain("SecretValue.fromVariable(), ");
    const [inFile] = problemsIn(`${ORDERS}constants:\n  Stripe.SecretKey: pk_test_1\n`);
    expect(inFile?.fix).toContain('{ fromVariable: {} }, { generated: {} } or { external: {} }; or { public: "..." }');
    expect(JSON.stringify([problem, inFile])).not.toContain("pk_test_1");
  });

  it("has a form in YAML", () => {
    const { environments, problems } = read({
      "orders.yaml": `${ORDERS}constants:\n  Stripe.SecretKey: { public: pk_test_1 }\n`,
    });
    expect(problems).toEqual([]);
    expect(environments[0]?.blueprint.entries[0]?.content).toMatchObject({
      values: { "mx-const-Stripe.SecretKey": "pk_test_1" },
    });
  });
});

describe("a setting that becomes a secret", () => {
  const blueprints = (value: Setting | SecretValue) =>
    new Map([["orders", describeEnvironment(sample({ constants: { "Stripe.SecretKey": value } }))]]);
  const told = (before: Setting | SecretValue, after: Setting | SecretValue) =>
    changesBetween(blueprints(before), blueprints(after)).filter(({ text }) => text.includes("rotate it"));

  it("is told to be rotated, for its old value stays where settings are", () => {
    expect(told(Setting.public("old"), SecretValue.fromVariable()).map(({ text }) => text)).toEqual([
      "The old value of mx-const-Stripe.SecretKey stays in plain text in Git, in older versions of its entry, and in backups of the state: rotate it.",
    ]);
    expect(told(SecretValue.fromVariable(), SecretValue.external())).toEqual([]);
    expect(told(SecretValue.fromVariable(), Setting.public("new"))).toEqual([]);
  });
});
