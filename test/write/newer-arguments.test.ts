import { WRITE_ONLY } from "../../lib/catalogue/write-only";
import { bindingClass, camelCase } from "../../lib/write/constructs/classes";
import { NEWER_ARGUMENTS } from "../../lib/write/directory/newer-arguments";

/** Arguments of a resource type that the class of its binding has no property for. */
function unknownTo(type: string, names: readonly string[]): readonly string[] {
  const Binding = bindingClass("resource", type);
  return Binding === undefined ? [] : names.filter((name) => !(camelCase(name) in Binding.prototype));
}

describe("arguments that are newer than the bindings", () => {
  test.each(Object.entries(NEWER_ARGUMENTS))("are not in the class of %s", (type, names) => {
    expect(unknownTo(type, names)).toEqual(names);
  });

  test("are in the table, of all that hold a secret", () => {
    const unknown = Object.entries(WRITE_ONLY).flatMap(([type, names]) => {
      const own = names.filter((name) => !name.includes("."));
      return unknownTo(type, own).map((name) => `${type} ${name}`);
    });
    const known = Object.entries(NEWER_ARGUMENTS).flatMap(([type, names]) =>
      names.filter((name) => WRITE_ONLY[type]?.includes(name)).map((name) => `${type} ${name}`),
    );
    expect(unknown).toEqual(known);
  });
});
