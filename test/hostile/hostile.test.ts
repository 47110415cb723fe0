import * as fs from "node:fs";
import * as path from "node:path";
import { CLUSTERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const FILES = path.join(__dirname, "files");
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** A small file that means harm, alone beside the clusters; what each command says of it. */
async function saysOf(file: string) {
  const folder = folderOf({ "clusters.yaml": CLUSTERS });
  fs.copyFileSync(path.join(FILES, file), path.join(folder, file));
  const output = path.join(folder, "out");
  const commands = [
    ["validate"],
    ["validate", "--json"],
    ["explain", "orders"],
    ["variables", "orders", "--format", "github"],
    ["diff", folder],
    ["synth", "--output", output],
  ];
  const results = [];
  for (const command of commands) results.push(await cli([...command, "--directory", folder]));
  const written = fs.existsSync(output);
  fs.rmSync(folder, { recursive: true });
  const text = results.map(({ out, err }) => out + err).join("");
  const codes = [...new Set([...(results[0]?.out ?? "").matchAll(/^ {2}(MX-[A-Z0-9-]+) /gm)].map(([, code]) => code))];
  return { exit: results.map(({ code }) => code), text, written, codes };
}

/** How files are written elsewhere, and no harm. */
const RIGHT = ["byte-order-mark.yaml", "windows-lines.yaml"];

const hostile = fs.readdirSync(FILES).filter((file) => !RIGHT.includes(file));

test.each(hostile)("%s is refused in words, by every command, and writes nothing", async (file) => {
  const { exit, text, written, codes } = await saysOf(file);
  expect(exit.filter((code) => code !== 1 && code !== 2)).toEqual([]);
  expect(exit[0]).toBe(1);
  expect(codes).not.toEqual([]);
  expect(codes).toMatchSnapshot();
  expect(text).not.toMatch(UNSEEN);
  expect(text).not.toMatch(/^\s*::|This is a bug|^ {4}at /m);
  expect(written).toBe(false);
});

test.each(RIGHT)("%s is right", async (file) => {
  expect((await saysOf(file)).exit).toEqual([0, 0, 0, 0, 0, 0]);
});
