import { MISTAKES_ABOUT_ACCESS } from "./about-access";
import { MISTAKES_ABOUT_KEYS } from "./about-keys";
import { MISTAKES_ABOUT_OBJECTS } from "./about-objects";
import { MISTAKES_ABOUT_STORES } from "./about-stores";

const MISTAKES = [
  ...MISTAKES_ABOUT_STORES,
  ...MISTAKES_ABOUT_KEYS,
  ...MISTAKES_ABOUT_ACCESS,
  ...MISTAKES_ABOUT_OBJECTS,
].sort((a, b) => a.row - b.row);

describe("where the vendor's pages mislead", () => {
  it("is 33 places, each with an answer", () => {
    expect(new Set(MISTAKES.map(({ row }) => row))).toEqual(
      new Set(Array.from({ length: 33 }, (_, index) => index + 1)),
    );
  });

  it.each(MISTAKES)("$row. a page $page; the library $instead", ({ actual, expected }) => {
    expect(actual()).toEqual(expected);
  });
});
