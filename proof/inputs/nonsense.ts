import { Token } from "cdktf";
import * as fc from "fast-check";
import { AWKWARD_TEXTS } from "../declarations/draw";

const resolvable = { creationStack: [], resolve: () => "x", toString: () => "x" };

/** Longest names that Kubernetes, the clouds and this library take; one character more is too long. */
const LIMITS = [24, 30, 35, 63, 64, 100, 120, 127, 128, 240, 253, 255, 512, 1024, 2048];

/** Names that are right but for one thing: a letter of another alphabet, a sign that nobody sees, a space. */
const LOOKALIKES = [
  "\u043Erders",
  "orders\u200B",
  "orders\u00AD",
  "\uFF4Frders",
  "orders\u0301",
  "ORDERS",
  "\u0130orders",
  "orders ",
  "orders\n",
  "-orders",
  "orders.",
  "orders..prod",
  "orders/../other",
  "orders*",
  "orders?",
  "\u202Esredro",
  "eu\u2010west\u20111",
];

const PROTOTYPE_KEYS = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"];

/** Words that parts read of the objects that they are given. */
const WORDS = ["secret", "keys", "key", "name", "region", "location", "kmsKeyArn", "json", "mount", "path", "provider"];

const token = () => Token.asString(resolvable);

/** Texts that are nearly right, and those that programs get wrong. */
const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...LIMITS.flatMap((limit) => ["a".repeat(limit), "a".repeat(limit + 1)])),
  fc.constantFrom(...LOOKALIKES),
  fc.constantFrom(...AWKWARD_TEXTS),
  fc.constantFrom(...PROTOTYPE_KEYS),
  fc.constantFrom("", " ", "\u0000", "\uD800", "a".repeat(100_000), "null", "arn:aws:iam::111122223333:role/x"),
  fc.constantFrom("", "orders-").map((before) => `${before}${token()}-prod`),
);

const named = fc.constantFrom(...WORDS, ...PROTOTYPE_KEYS);

/** A value that has no business where it is put. */
export const nonsense: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: text, weight: 3 },
  fc.constantFrom<unknown>(undefined, null, 0, -1, 1.5, NaN, Infinity, 2 ** 53, true, false, [], {}, 10n),
  fc.constantFrom<unknown>(() => 1, Symbol("x"), Object.create(null), new Date(0), new Map(), /x/, new Error("x")),
  fc.constantFrom<unknown>(Token.asNumber(resolvable), Token.asList(resolvable), Token.asAny(resolvable)),
  fc.array(text, { minLength: 1, maxLength: 2 }),
  fc.dictionary(fc.oneof(named, text), fc.oneof(text, fc.constantFrom<unknown>(null, 1, [], {})), { maxKeys: 2 }),
  fc.array(fc.dictionary(named, fc.oneof(text, fc.array(text, { maxLength: 2 }))), { minLength: 1, maxLength: 2 }),
  fc.anything({ maxDepth: 2 }),
);

/** The key of a map that a person wrote, or a program did. */
export const strangeKey: fc.Arbitrary<string> = fc.oneof(text, named);
