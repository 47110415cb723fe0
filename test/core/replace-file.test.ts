import { replaceFile } from "../../lib/core/replace-file";

/** A disk that refuses so often, and what was done. */
function disk(code: string, times: number, platform: NodeJS.Platform) {
  const done: string[] = [];
  let left = times;
  const rename = (from: string, to: string) => {
    done.push(`${from} > ${to}`);
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(code), { code });
  };
  return { done, renaming: { rename, platform, wait: (milliseconds: number) => void done.push(`${milliseconds} ms`) } };
}

test.each(["EPERM", "EBUSY", "EACCES"])("on Windows a file that says %s is tried again", (code) => {
  const { done, renaming } = disk(code, 2, "win32");
  replaceFile("new", "old", renaming);
  expect(done).toEqual(["new > old", "10 ms", "new > old", "20 ms", "new > old"]);
});

test("a file that stays open is an error after a second", () => {
  const { done, renaming } = disk("EPERM", 100, "win32");
  expect(() => replaceFile("new", "old", renaming)).toThrow("EPERM");
  expect(done.filter((one) => one.endsWith("ms"))).toHaveLength(6);
});

test.each([
  ["EPERM", "linux"],
  ["ENOSPC", "win32"],
] as const)("%s on %s is told at once", (code, platform) => {
  const { done, renaming } = disk(code, 1, platform);
  expect(() => replaceFile("new", "old", renaming)).toThrow(code);
  expect(done).toEqual(["new > old"]);
});
