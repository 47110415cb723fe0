import { declaredCommands, namedCommands, ranByShell } from "../../proof/inputs/shells";
import { DECLARED } from "../templates/declared";

test("commands that hold what a shell would run are printed, and run none of it", async () => {
  const declared = declaredCommands(40, DECLARED.slice(0, 1));
  expect(declared.commands.size).toBeGreaterThan(0);
  const named = await namedCommands(9);
  expect(named.commands.size).toBeGreaterThan(2);
  expect(ranByShell(new Map([...declared.commands, ...named.commands]))).toEqual([]);
});

test("one that is not quoted is noticed", () => {
  expect(ranByShell(new Map([["rm environments/$(touch PWNED).yaml", "a file"]]))).toHaveLength(1);
});
