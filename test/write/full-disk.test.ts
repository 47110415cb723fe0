import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { writeSet } from "../../lib/write/directory/write-set";

/** A file system of 64 KB, where this user may mount one. */
function smallDisk(): string | undefined {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "full-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", folder]).status === 0;
  if (!mounted) fs.rmdirSync(folder);
  return mounted ? folder : undefined;
}

const disk = smallDisk();
const onDisk = (folder: string) =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]);

(disk === undefined ? describe.skip : describe)("on a disk of 64 KB (needs the right to mount one)", () => {
  const folder = disk ?? "";

  afterAll(() => {
    spawnSync("umount", [folder]);
    fs.rmdirSync(folder);
  });

  const write = (size: number, text: string) => {
    const files = Array.from({ length: 6 }, (_, index) => ({
      path: path.join(folder, `stacks/s${index}/cdk.tf.json`),
      text: () => text.repeat(size),
    }));
    writeSet(folder, () => ({ files }));
  };

  test.each([3_000, 8_000, 12_000, 60_000])(
    "the old set is left whole where a new one of %d bytes a file does not fit",
    (size) => {
      write(4_000, "a");
      const before = onDisk(folder);
      // Room for half of the new set.
      fs.writeFileSync(path.join(folder, "filler"), "f".repeat(20_000));
      expect(() => write(size, "b")).toThrow(expect.objectContaining({ code: "ENOSPC" }) as Error);
      fs.rmSync(path.join(folder, "filler"));
      expect(onDisk(folder)).toEqual(before);
    },
  );

  test("a first set that does not fit leaves nothing", () => {
    fs.rmSync(path.join(folder, "stacks"), { recursive: true, force: true });
    expect(() => write(30_000, "c")).toThrow(expect.objectContaining({ code: "ENOSPC" }) as Error);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
