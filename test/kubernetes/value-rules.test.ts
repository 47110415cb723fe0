import { Token } from "cdktf";
import { Share } from "../../lib/core/share";
import { checkValue, VALUE_RULES, type ValueRuleName } from "../../lib/app/value-rules";

const TABLE: Readonly<Record<ValueRuleName, { readonly good: readonly unknown[]; readonly bad: readonly unknown[] }>> =
  {
    annotationKey: {
      good: ["team", "example.com/team", "a", "A_b.c-d", `${"a".repeat(63)}`, `${"a.".repeat(126)}a/x`],
      bad: ["", "-a", "a-", "a/b/c", "/a", "Example.com/a", `${"a".repeat(64)}`, `${"a".repeat(254)}/x`, "a b"],
    },
    labelValue: { good: ["", "a", "A_b.c-1", "a".repeat(63)], bad: ["-a", "a.", "a/b", "a b", "a".repeat(64), true] },
    quantity: {
      good: ["1", "0.5", ".5", "100m", "1Gi", "1e3", "+1", "12E", "5k", 1],
      bad: ["", "0", "-1", "1 Gi", "1GB", "1gi", "Gi", "1.2.3", "1mi", 0],
    },
    duration: { good: ["2m", "1h30m", "1.5h", "500ms"], bad: ["", "0s", "2", "2 m", "-2m", "1d", "PT1M"] },
    isoDuration: { good: ["PT1M", "PT1H30M", "PT30S"], bad: ["", "PT", "PT0S", "P1D", "1m", "PT1.5M"] },
    intOrPercent: { good: [0, 1, "3", "0%", "50%", "100%"], bad: [-1, 1.5, "101%", "-1%", "50 %", "half", ""] },
    objectName: {
      good: ["a", "orders-tls", "a.b", "1", "a".repeat(253)],
      bad: ["", "A", "-a", "a-", "a_b", "a..b", ".a", "a".repeat(254)],
    },
    secretKey: { good: ["a", "mx-const-A.B_C", "..."], bad: ["", "a/b", "a b", "ü", "a".repeat(254)] },
    environmentVariable: { good: ["A", "_A", "a.b-c", "JAVA_TOOL_OPTIONS"], bad: ["", "1A", "A=B", "A B"] },
  };

const problemsOf = (rule: ValueRuleName, value: unknown) => {
  const share = new Share();
  checkValue(share, rule, "prop", value);
  return share.problems;
};

describe.each(Object.entries(TABLE) as [ValueRuleName, (typeof TABLE)[ValueRuleName]][])(
  "the rule of %s",
  (rule, { good, bad }) => {
    it.each(good.map((value) => [value]))("allows %j", (value) => {
      expect(problemsOf(rule, value)).toEqual([]);
    });

    it.each(bad.map((value) => [value]))("refuses %j and says the rule", (value) => {
      expect(problemsOf(rule, value)).toMatchObject([
        { code: "MX-KUBERNETES-VALUE", message: expect.stringContaining(VALUE_RULES[rule].says) as string },
      ]);
    });

    it("allows its own example", () => {
      expect(problemsOf(rule, VALUE_RULES[rule].example)).toEqual([]);
    });
  },
);

it("lets a Terraform token pass", () => {
  const token = Token.asString({ creationStack: [], resolve: () => "1Gi", toString: () => "" });
  expect(problemsOf("quantity", token)).toEqual([]);
});
