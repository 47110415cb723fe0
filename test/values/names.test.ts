import * as fc from "fast-check";
import { fingerprint, fitName, isToken, snakeCase } from "../../lib/core/names";

const RULE = { max: 24, forbidden: /[^a-z0-9-]/g };
/** Names as environments, keys and clusters have them, near the limit on purpose. */
const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,40}$/);

describe("fitName", () => {
  it("keeps a name that fits", () => {
    expect(fitName("prod-mendix-orders", RULE)).toBe("prod-mendix-orders");
  });

  it("maps what is not allowed, with a fingerprint of the whole original", () => {
    expect(fitName("a.b", RULE)).toBe(`a-b-${fingerprint("a.b")}`);
    expect(fitName("a_b", RULE)).toBe(`a-b-${fingerprint("a_b")}`);
  });

  it("keeps the readable beginning of a name that is too long", () => {
    expect(fitName("a-very-long-name-for-a-secret", RULE)).toBe("a-very-long-nam-e43fc856");
  });

  it("fits every name into the rule", () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(fitName(text, RULE)).toMatch(/^[a-z0-9-]{1,24}$/);
      }),
    );
  });

  it("keeps two names two", () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(fitName(a, RULE) === fitName(b, RULE)).toBe(a === b);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is the same on every run", () => {
    expect(fitName("mx-const-Payments.ApiKey", { max: 127, forbidden: /[^0-9A-Za-z-]/g })).toBe(
      "mx-const-Payments-ApiKey-c282a110",
    );
  });
});

describe("snakeCase", () => {
  it.each([
    ["Payments.ApiKey", "payments_api_key"],
    ["database-password", "database_password"],
    ["orders-prod", "orders_prod"],
    ["com.mendix.core.HTTPServer", "com_mendix_core_http_server"],
  ])("writes %s as %s", (text, expected) => {
    expect(snakeCase(text)).toBe(expected);
  });
});

describe("isToken", () => {
  it("is not taken in by a text that looks like a token", () => {
    expect(isToken("${TfToken[TOKEN.999999]}")).toBe(false);
  });

  it("is false for what is no text", () => {
    expect([undefined, 5, {}, "plain"].map(isToken)).toEqual([false, false, false, false]);
  });
});
