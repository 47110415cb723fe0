import { CONSTANT_PREFIX, FAMILIES, keyDefinition, KEYS, RUNTIME_PREFIX } from "../../../catalogue/keys";
import { didYouMean } from "../../../core/did-you-mean";
import { CLASS_RULES } from "../../../stores/class-rules";
import { readClass } from "../../../stores/classes";
import { holderOf, objectsPlace, placeOf, warning, wrong, type FindingRow, type Look, type Seen } from "./row";

const DATABASE = ["database-type", "database-jdbc-url", "database-host", "database-name", "database-username"];
const CONSTANT = /^[A-Za-z_]\w*\.[A-Za-z_]\w*$/;

/** Mistakes of the vendor's pages that a rule of a parser shows. */
const OF_RULES: Readonly<Record<string, number>> = { "resource-name": 23, path: 7, "unknown-field": 3 };

/** What is mounted, by the rules of the provider and of the catalogue. */
export const KEY_FINDINGS: readonly FindingRow[] = [
  {
    id: "class-refused",
    title: "SecretProviderClass that its provider refuses, or reads otherwise",
    mistakes: [3, 7, 23],
    look: (look) => {
      const { faults } = readClass(look.provider, look.parameters) ?? { faults: [] };
      return faults.map(({ rule, at, message, fix }) => {
        const isObject = at.startsWith("objects") || at.startsWith("secrets");
        const where = isObject ? objectsPlace(look) : placeOf(look.candidate.class, ["spec", "parameters", at]);
        const mistake = OF_RULES[rule];
        const told = { where, seen: `${at}: ${message}`, fix, ...(mistake === undefined ? {} : { mistake }) };
        return CLASS_RULES[rule].fails ? wrong(told) : warning(told);
      });
    },
  },
  {
    id: "key-unknown",
    title: "file that is no key of the Operator's",
    mistakes: [3, 7, 12, 20],
    look: (look) => keysOf(look).flatMap((key) => unknownKey(look, key)),
  },
  {
    id: "constant-name",
    title: "constant whose file does not have its dots",
    mistakes: [13],
    look: (look) =>
      keysOf(look)
        .filter((key) => key.startsWith(CONSTANT_PREFIX) && !CONSTANT.test(key.slice(CONSTANT_PREFIX.length)))
        .map((key) =>
          wrong({
            where: whereOf(look),
            seen: `${key} names no constant: the file has to be ${CONSTANT_PREFIX}Module.Constant, dots included.`,
            fix: "Leave the name in the store as it is, and write the alias with the constant's dots.",
            mistake: 13,
          }),
        ),
  },
  {
    id: "key-missing",
    title: "required key that nothing mounts",
    mistakes: [6, 15],
    look: (look) => (look.files.length === 0 ? [] : missing(look)),
  },
];

/** Names of the files that are meant to be keys. */
export function keysOf({ files }: Look): readonly string[] {
  return files.filter(({ document }) => !document).map(({ file }) => file);
}

function whereOf(look: Look): string {
  return look.candidate.class ? objectsPlace(look) : placeOf(holderOf(look.candidate));
}

function unknownKey(look: Look, key: string): readonly Seen[] {
  if (key === "" || keyDefinition(key)) return [];
  const names = [...Object.keys(KEYS), ...FAMILIES.map(([prefix]) => prefix)];
  const bare =
    CONSTANT.test(key) && !key.startsWith("com.") ? CONSTANT_PREFIX : /^com\./.test(key) ? RUNTIME_PREFIX : "";
  const near = bare === "" ? didYouMean(key, names) : "";
  return [
    warning({
      where: whereOf(look),
      seen: `${JSON.stringify(key)} is no key that the Operator reads: it is mounted and ignored.${near}`,
      fix: bare === "" ? "Write a key of docs/keys.md." : `Write ${bare}${key}: only the name in the store is free.`,
      mistake: bare !== "" ? 12 : key === "database-user" ? 20 : /^torage-/.test(key) ? 3 : 7,
    }),
  ];
}

/** Keys that the app does not start without, for the way in which it logs in. */
function missing(look: Look): readonly Seen[] {
  const keys = keysOf(look);
  const has = (key: string) => keys.includes(key);
  // A store of nothing but settings stands beside plans, which another finding is about.
  if (!keys.some((key) => /^(database|storage)-/.test(key))) return [];
  const absent = DATABASE.filter((key) => !has(key));
  const files = has("storage-service-name") ? filesMissing(has) : ["storage-service-name"];
  const all = [...absent, ...files];
  return all.length === 0
    ? []
    : [
        wrong({
          where: whereOf(look),
          seen: `The app does not start without ${all.join(", ")}, and nothing mounts ${all.length === 1 ? "it" : "them"}.`,
          fix: "Write the keys into the store and name them where the others are named.",
          mistake: 6,
        }),
      ];
}

function filesMissing(has: (key: string) => boolean): readonly string[] {
  const isAzure = Object.keys(KEYS).some((key) => key.startsWith("storage-azure-") && has(key));
  const needed = isAzure
    ? ["storage-azure-container", ...azureLogin(has)]
    : ["storage-endpoint", "storage-bucket-name", ...pair(has, "storage-access-key-id", "storage-secret-access-key")];
  return needed.filter((key) => !has(key));
}

function azureLogin(has: (key: string) => boolean): readonly string[] {
  const isStatic = has("storage-azure-account-name") || has("storage-azure-account-key");
  return isStatic
    ? ["storage-azure-account-name", "storage-azure-account-key"]
    : ["storage-azure-blob-endpoint", "storage-azure-use-default-azure-credential"];
}

function pair(has: (key: string) => boolean, ...keys: readonly string[]): readonly string[] {
  return keys.some(has) ? keys : [];
}
