import { started } from "../../lib/core/program";

const windows = (...files: readonly string[]) => ({
  platform: "win32" as const,
  env: { PATH: "C:\\bin;C:\\Program Files\\Azure", PATHEXT: ".COM;.EXE;.BAT;.CMD", comspec: "C:\\cmd.exe" },
  isFile: (path: string) => files.includes(path),
});

test("is the program itself where the system finds it", () => {
  const system = { ...windows(), platform: "linux" as const };
  expect(started("kubectl", ["get", "a b"], system)).toEqual({
    file: "kubectl",
    words: ["get", "a b"],
    verbatim: false,
  });
  expect(started("kubectl", [], windows())).toEqual({ file: "kubectl", words: [], verbatim: false });
});

test.each(["kubectl", "kubectl.exe", "KUBECTL.EXE"])("%s is found by the endings of programs", (name) => {
  const file = `C:\\bin\\${name.includes(".") ? name : `${name}.exe`}`;
  expect(started(name, ["get"], windows(file))).toEqual({ file, words: ["get"], verbatim: false });
});

test("one that is given by its path is not looked for elsewhere", () => {
  expect(started("tools\\az", [], windows("tools\\az.exe", "C:\\bin\\az.exe")).file).toBe("tools\\az.exe");
});

test("a script of cmd's is given to cmd, each word as typed and none obeyed", () => {
  const az = started("az", ["--name", 'a"&calc', "%PATH%", "c:\\"], windows("C:\\Program Files\\Azure\\az.cmd"));
  expect(az.file).toBe("C:\\cmd.exe");
  expect(az.verbatim).toBe(true);
  const [, , , line = ""] = az.words;
  expect(az.words.slice(0, 3)).toEqual(["/d", "/s", "/c"]);
  expect(line).toMatch(/^"C:\\Program\^ Files\\Azure\\az\.cmd .*"$/);
  // What cmd reads of it, once for itself and once for the script, is the quoted words.
  const read = (text: string) => text.replace(/\^(.)/g, "$1");
  const words = line.slice(1, -1).replace(/^C:.*?az\.cmd /, "");
  expect(read(read(words))).toBe('"--name" "a\\"&calc" "%PATH%" "c:\\\\"');
  expect(words).not.toMatch(/(?<!\^)[%&|<>]/);
});

test("a word of several lines can't be given to such a script", () => {
  expect(() => started("az", ["a\nb"], windows("C:\\bin\\az.cmd"))).toThrow("several lines");
});
