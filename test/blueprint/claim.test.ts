import { collisions, type OwnedClaim } from "../../lib/core/claim";

const claim = (owner: string, name: string, changes: Partial<OwnedClaim> = {}): OwnedClaim => ({
  kind: "thing",
  scope: "here",
  prop: "prop",
  name,
  owner,
  ...changes,
});

/** The collisions as `later < earlier`. */
const pairs = (...claims: readonly OwnedClaim[]) =>
  collisions(claims).map(([later, earlier]) => `${later.owner} < ${earlier.owner}`);

describe("collisions", () => {
  it("finds equal names of two owners", () => {
    expect(pairs(claim("a", "x"), claim("b", "x"))).toEqual(["b < a"]);
  });

  it("leaves an owner's own repetition, other kinds and other scopes alone", () => {
    expect(
      pairs(claim("a", "x"), claim("a", "x"), claim("b", "x", { kind: "other" }), claim("c", "x", { scope: "there" })),
    ).toEqual([]);
  });

  it("lets any number read what somebody else made", () => {
    const read = { exclusive: false };
    expect(pairs(claim("a", "x", read), claim("b", "x", read), claim("c", "x", read))).toEqual([]);
  });

  it("lets those of one holder share a name, and nobody else", () => {
    const of = (...holder: readonly (string | undefined)[]) => ({ holder });
    expect(pairs(claim("a", "x", of("1")), claim("b", "x", of("1")), claim("c", "x", of("2")))).toEqual(["c < a"]);
    expect(pairs(claim("a", "x", of("1")), claim("b", "x"))).toEqual(["b < a"]);
  });

  it("knows a holder by the surest name that both have", () => {
    const of = (...holder: readonly (string | undefined)[]) => ({ holder });
    expect(pairs(claim("a", "x", of("1", "n")), claim("b", "x", of("2", "n")))).toEqual(["b < a"]);
    expect(pairs(claim("a", "x", of("1", "n")), claim("b", "x", of(undefined, "n")))).toEqual([]);
    expect(pairs(claim("a", "x", of("1", "n")), claim("b", "x", of(undefined, "m")))).toEqual(["b < a"]);
  });

  it("takes a name that is here perhaps for one that is here for sure, and not for another perhaps", () => {
    const perhaps = { uncertain: true };
    expect(pairs(claim("a", "x", perhaps), claim("b", "x", perhaps))).toEqual([]);
    expect(pairs(claim("a", "x", perhaps), claim("b", "x"), claim("c", "x", perhaps))).toEqual(["b < a", "c < b"]);
    expect(pairs(claim("a", "x", { ...perhaps, exclusive: false }), claim("b", "x", { exclusive: false }))).toEqual([]);
    expect(pairs(claim("a", "x", { exclusive: false }), claim("b", "x", perhaps), claim("c", "x"))).toEqual([
      "b < a",
      "c < b",
    ]);
  });

  it("refuses to read what another owns, in either order", () => {
    expect(pairs(claim("a", "x"), claim("b", "x", { exclusive: false }))).toEqual(["b < a"]);
    expect(pairs(claim("a", "x", { exclusive: false }), claim("b", "x"))).toEqual(["b < a"]);
    expect(pairs(claim("a", "x", { exclusive: false }), claim("b", "x"), claim("c", "x"))).toEqual(["b < a", "c < b"]);
  });

  it("finds names inside a nested one, however deep and in whatever order", () => {
    const nested = { nested: true };
    expect(pairs(claim("a", "files", nested), claim("b", "files/b", nested))).toEqual(["b < a"]);
    expect(pairs(claim("a", "x/y/z", nested), claim("b", "x", nested))).toEqual(["a < b"]);
  });

  it("does not take a common beginning for a directory", () => {
    const nested = { nested: true };
    expect(
      pairs(claim("a", "orders", nested), claim("b", "orders-2", nested), claim("c", "orders2/x", nested)),
    ).toEqual([]);
  });

  it("looks at nesting only where both say that it matters", () => {
    expect(pairs(claim("a", "x"), claim("b", "x/y"))).toEqual([]);
  });

  it("takes ten thousand names in one pass", () => {
    const many = Array.from({ length: 10_000 }, (_, index) => claim(`owner${index}`, `dir${index}`, { nested: true }));
    expect(collisions([...many, claim("last", "dir9999", { nested: true })])).toHaveLength(1);
  });
});
