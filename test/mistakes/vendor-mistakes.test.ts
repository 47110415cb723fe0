import { MISTAKES_ABOUT_ACCESS } from "./about-access";
import { MISTAKES_ABOUT_KEYS } from "./about-keys";
import { MISTAKES_ABOUT_OBJECTS } from "./about-objects";

const MISTAKES = [...MISTAKES_ABOUT_KEYS, ...MISTAKES_ABOUT_ACCESS, ...MISTAKES_ABOUT_OBJECTS].sort(
  (a, b) => a.row - b.row,
);

describe("where the vendor's pages mislead", () => {
  it.each(MISTAKES)("$row. a page $page; the library $instead", ({ actual, expected }) => {
    expect(actual()).toEqual(expected);
  });
});
