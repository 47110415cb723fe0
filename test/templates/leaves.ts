/** Where a text stands: the steps to it, and whether it is the name of the last one. */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly isKey: boolean;
}

/** Every text in some data, the names in its maps included. */
export function leavesOf(data: unknown, path: Leaf["path"] = []): readonly Leaf[] {
  if (typeof data === "string") return [{ path, text: data, isKey: false }];
  if (Array.isArray(data)) return data.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => [
    { path: [...path, key], text: key, isKey: true },
    ...leavesOf(value, [...path, key]),
  ]);
}

/** The data with another text in one place. */
export function withText<T>(data: T, { path, isKey }: Omit<Leaf, "text">, text: string): T {
  return changed(data, path, isKey, text) as T;
}

function changed(data: unknown, path: Leaf["path"], isKey: boolean, text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(data))
    return data.map((item: unknown, index) => (index === step ? changed(item, rest, isKey, text) : item));
  const entries = Object.entries(data ?? {}).map(([key, value]): [string, unknown] => {
    if (key !== step) return [key, value];
    return isKey && rest.length === 0 ? [text, value] : [key, changed(value, rest, isKey, text)];
  });
  return Object.fromEntries(entries);
}

/** One that a rule may allow inside a name or a path. */
const SHORT = "${1+1}";

/** What Terraform, or a quoted text inside one of its expressions, would evaluate. */
export const TEMPLATES = ['${upper("leak")}', SHORT, "%{ if true }leak%{ endif }", '", upper("leak"), "'] as const;

/** A text with a template in it: each instead of it, and a short one at each of its joints, where a rule may allow it. */
export function templatesIn(text: string): readonly string[] {
  const joints = [...text.matchAll(/(?<=[/:.@=])|$|^/g)].map(({ index }) => index);
  return [
    ...TEMPLATES.filter((template) => template !== SHORT),
    ...joints.map((at) => `${text.slice(0, at)}${SHORT}${text.slice(at)}`),
  ];
}

/** Names of blocks and descriptions are taken as they are. */
function isLiteral({ path, isKey }: Leaf): boolean {
  const block = path.slice(0, -1).join(".");
  return (isKey && block === "terraform.backend") || (path[0] === "variable" && path.at(-1) === "description");
}

/** Texts in some output that Terraform would evaluate. */
export function evaluatedIn(output: unknown): readonly string[] {
  return leavesOf(output)
    .filter((leaf) => !isLiteral(leaf))
    .map(({ text }) => text)
    .filter((text) => {
      const bare = text.replaceAll("$${", "").replaceAll("%%{", "");
      const [expression, short, directive, quoted] = TEMPLATES;
      const evaluated = [expression, short, directive].some((template) => bare.includes(template));
      return evaluated || (bare.includes("${") && bare.includes(quoted));
    });
}
