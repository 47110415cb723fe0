import { isSecretName, mayBeValue } from "./secret-names";
import { secretIn } from "./secret-texts";

/** A plain text in some data that is a secret, by its name or by its look. */
export interface MisplacedSecret {
  readonly path: readonly (string | number)[];
  /** What it holds, in the words of a message. */
  readonly what: string;
}

type Path = MisplacedSecret["path"];

const BY_NAME = "a secret, by its name";
/** Headers that carry a login. */
const HEADER = /^(proxy-)?authorization$|^(set-)?cookie$/i;

/**
 * Every plain secret in data whose names somebody else made up: arguments of Terraform, options of a web server, fields of
 * a spec. Names may be keys of a map, `name` beside `value`, or an option in front of its word.
 *
 * @param isSecret Whether a name is that of a secret, where more is known of them.
 */
export function misplacedSecrets(data: unknown, isSecret = isSecretName, path: Path = []): readonly MisplacedSecret[] {
  if (typeof data === "string") {
    const what = secretIn(data);
    return what === undefined ? [] : [{ path, what }];
  }
  if (Array.isArray(data)) return inList(data, isSecret, path);
  if (typeof data !== "object" || data === null) return [];
  const { name } = data as { readonly name?: unknown };
  const named = typeof name === "string" && (isSecret(name) || HEADER.test(name));
  return Object.entries(data).flatMap(([key, value]) => {
    const isOne = isSecret(key) || HEADER.test(key) || (named && key === "value");
    if (isOne && isPlainValue(value)) return [{ path: [...path, key], what: BY_NAME }];
    return misplacedSecrets(value, isSecret, [...path, key]);
  });
}

function inList(items: readonly unknown[], isSecret: typeof isSecretName, path: Path): readonly MisplacedSecret[] {
  return items.flatMap((item, index) => {
    const before = items[index - 1];
    const isOption = typeof before === "string" && /^--?[\w-]+$/.test(before) && isSecret(before);
    if (isOption && isPlainValue(item)) return [{ path: [...path, index], what: BY_NAME }];
    return misplacedSecrets(item, isSecret, [...path, index]);
  });
}

/** Whether something is the value itself: a text or number, or a list of such. A map may hold a reference. */
function isPlainValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => isPlainValue(item));
  return typeof value === "number" || (typeof value === "string" && mayBeValue(value));
}
