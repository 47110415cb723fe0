/** Classes that only hold factories: in a file their factory alone names the kind. */
const FACTORIES = "SecretValue|Database|FileStorage|App|Delivery|Cluster";

/** A part of a fix that is TypeScript, and the same in a file. */
const WORDS: readonly (readonly [pattern: RegExp, replace: (...found: string[]) => string])[] = [
  [/new ([A-Z]\w*)\((?:\.\.\.)?\)/g, (_, name = "") => `{ ${camelCase(name)}: {} }`],
  [/new ([A-Z]\w*)\(\{ (.*?) \}\)/g, (_, name = "", props = "") => `{ ${camelCase(name)}: { ${props} } }`],
  [new RegExp(`(?:${FACTORIES})\\.(\\w+)\\((?:\\.\\.\\.)?\\)`, "g"), (_, name = "") => `{ ${name}: {} }`],
  [
    new RegExp(`(?:${FACTORIES})\\.(\\w+)\\(\\{ (.*?) \\}\\)`, "g"),
    (_, name = "", props = "") => `{ ${name}: { ${props} } }`,
  ],
  [/\bDtapMode\.([DP])[A-Z]+/g, (_, mode = "") => mode],
  [/\b(?:StoreLayout|DatabaseTls)\.([A-Z_]+)/g, (_, name = "") => name.toLowerCase().replaceAll("_", "-")],
];

/** A fix that was written for TypeScript, in the words of a file. */
export function inYaml(fix: string): string {
  return WORDS.reduce((text, [pattern, replace]) => text.replace(pattern, replace), fix);
}

/** `AwsSecretsManager` is the kind `awsSecretsManager`. */
export function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
