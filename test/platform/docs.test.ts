import * as fs from "node:fs";
import * as path from "node:path";
import { PLATFORM_CREDENTIALS } from "../../lib";

const PAGE = fs.readFileSync(path.join(__dirname, "../../docs/platform.md"), "utf8");

/** Rows of the tables of a section, as their cells. */
function rowsOf(title: string): readonly (readonly string[])[] {
  const section = PAGE.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("docs/platform.md", () => {
  it("lists the credentials that there are", () => {
    expect(rowsOf("The credentials")).toEqual(
      Object.entries(PLATFORM_CREDENTIALS).map(([name, meaning]) => [`\`${name}\``, meaning]),
    );
  });

  it("says for each of the vendor's mistakes what is done instead", () => {
    const rows = rowsOf("What the vendor's pages get wrong");
    expect(rows.map(([number]) => Number(number))).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
    for (const [, says, instead] of rows) expect([says, instead]).not.toContain("");
  });
});
