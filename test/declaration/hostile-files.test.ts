import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { loadDeclarations } from "../../lib/declaration/folder";
import { CLUSTERS, ORDERS, problemsIn } from "../support/declarations";
import { folderOf } from "../support/terminal";

/** What is wrong with a folder into which a file was put in another way than by writing it. */
function problemsWith(put: (file: string) => void): readonly string[] {
  const folder = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS });
  try {
    put(path.join(folder, "shop.yaml"));
    return loadDeclarations(folder).problems.map(({ code, message }) => `${code} ${message}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const PIPE = "MX-YAML-FILE The file is a device or a pipe, and not a regular file.";

describe("a file that never ends", () => {
  test("as a pipe is refused and not waited for", () => {
    expect(problemsWith((file) => spawnSync("mkfifo", [file]))).toEqual([PIPE]);
  });

  test("as a link to a device is refused", () => {
    expect(problemsWith((file) => fs.symlinkSync("/dev/zero", file))).toEqual([PIPE]);
  });

  test("as a link to a folder is called one", () => {
    expect(problemsWith((file) => fs.symlinkSync("/", file))).toEqual(["MX-YAML-FILE The file is a folder."]);
  });

  test("of more bytes than a declaration has is not read", () => {
    const put = (file: string) => {
      fs.writeFileSync(file, "");
      fs.truncateSync(file, 8 * 1024 * 1024 * 1024);
    };
    expect(problemsWith(put)).toEqual(["MX-YAML-FILE The file has more than 1048576 bytes."]);
  });
});

describe("what looks like declarations and is not read", () => {
  test("as a link to a folder is told", () => {
    const put = (file: string) => fs.symlinkSync("/", file.replace(/\.yaml$/, ""));
    expect(problemsWith(put)).toEqual(["MX-YAML-FILE The link to a folder is not followed."]);
  });

  test.each(["YAML", "Yml"])("as a file that ends in .%s is told", (ending) => {
    const put = (file: string) => fs.writeFileSync(file.replace(/yaml$/, ending), ORDERS);
    expect(problemsWith(put)).toEqual(["MX-YAML-FILE The file is not read: its name ends in capitals."]);
  });
});

test.each(["12345678901234567890", "-1.8881545897087505e+289", "1e400", ".nan"])(
  "the number %s is refused",
  (number) => {
    const orders = ORDERS.replace("  standalone:\n", `  standalone:\n    customConfiguration: { a: ${number} }\n`);
    expect(problemsIn(orders).map(({ code }) => code)).toEqual(["MX-YAML-PLAIN"]);
  },
);

describe("a file with very many problems of one kind", () => {
  test("in its text tells the first of them and how many there are", () => {
    const problems = problemsIn(`a: &a x\nb: [${"*a,".repeat(80_000)}]\n`);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: "MX-YAML-FILE", message: "The file has 79901 more problems." });
  });

  test("in its data as well", () => {
    const keys = Array.from({ length: 8_000 }, (_, index) => `unknown${index}: 1\n`).join("");
    const problems = problemsIn(ORDERS + keys);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)).toMatchObject({ code: "MX-YAML-FILE", message: "The file has 7900 more problems." });
  });
});
