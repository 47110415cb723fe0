import { isNamedProvider, ProviderHandle } from "../core/provider-handle";
import type { Share } from "../core/share";
import { textFault } from "../core/text-form";
import { HOLDERS, isConstruct } from "./props-walk";
import { foreignKind, type ForeignKind } from "../core/tokens";

const FIXES: Readonly<Record<ForeignKind, string>> = {
  number: "Write the number itself.",
  list: "Write the list itself; each of its texts may be a token.",
  map: 'Write the map itself, as in { team: "shop" }; each of its texts may be a token.',
};

/** Where a part takes a provider. */
const PROVIDER = /^(store|identity)(\.\w+)?\.provider$/;

/** The steps to a value, written as the path of a prop only where something is told of it. */
interface At {
  readonly above: At | undefined;
  readonly step: string | number;
}

/** A value of a declaration, and where it stands. */
interface Place {
  readonly at: At | undefined;
  readonly value: unknown;
  /** Whether a person wrote it; a part has data of its own beside its props. */
  readonly given: boolean;
  /** Whether it is the name itself under which something stands. */
  readonly isName?: true;
}

/** What is wrong with a value. */
interface Fault {
  readonly code: "MX-TOKEN" | "MX-PROP" | "MX-VALUE-FORM";
  /** In the words that follow the prop. */
  readonly says: string;
  readonly fix: string;
}

/**
 * Refuses what no output can hold as it is meant, wherever it stands: numbers, lists and maps of cdktf that only
 * Terraform knows, what JavaScript has beside texts, numbers, lists and maps, numbers that JSON rounds, and texts that
 * UTF-8, Terraform or the API server would change. A text may be a token.
 *
 * @returns whether all of it can be used
 */
export function refuseUnusable(share: Share, props: unknown): boolean {
  const before = share.problems.length;
  look(share, { at: undefined, value: props, given: true }, new Set());
  return share.problems.length === before;
}

function look(share: Share, place: Place, seen: Set<object>): void {
  const { at, value } = place;
  try {
    const fault = faultOf(place);
    if (fault) return report(share, at, fault);
    if (typeof value !== "object" || value === null || seen.has(value) || isConstruct(value)) return;
    seen.add(value);
    lookInside(share, place, value, seen);
  } catch {
    // A getter or a proxy of the caller's.
    const says = "can't be read: it throws an error when it is looked at";
    report(share, at, { code: "MX-PROP", says, fix: "Write plain values." });
  }
}

function report(share: Share, at: At | undefined, { code, says, fix }: Fault): void {
  const prop = pathOf(at);
  share.problem(code, prop || "props", `${prop || "The declaration"} ${says}.`, fix);
}

function faultOf({ at, value, given, isName }: Place): Fault | undefined {
  const kind = foreignKind(value);
  if (kind !== undefined) {
    const says = `is a ${kind} of cdktf that only Terraform knows: it has no value at synthesis`;
    return { code: "MX-TOKEN", says, fix: FIXES[kind] };
  }
  if (at?.step === "provider" && !isName && value !== undefined && !isProvider(value) && PROVIDER.test(pathOf(at))) {
    return { code: "MX-PROP", says: "is no provider", fix: 'Write new AwsProvider(stack, "aws"), or leave it out.' };
  }
  if (!given) return undefined;
  if (typeof value !== "string") {
    const what = notData(value);
    return what && { code: "MX-PROP", ...what };
  }
  const fault = textFault(value) && textFault(value, isStored(pathOf(at)));
  return fault && { code: "MX-VALUE-FORM", ...fault };
}

/** A value of the app goes to the store alone, which takes control characters. */
function isStored(prop: string): boolean {
  return /^(constants|runtimeSettings)\b/.test(prop);
}

const PLAIN = { fix: "Write a text, a number, true or false, a list or a plain map of these." };

/** What JavaScript has and no output can hold. */
function notData(value: unknown): { readonly says: string; readonly fix: string } | undefined {
  if (typeof value === "number") return unsafeNumber(value);
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") {
    return { says: `is a ${typeof value}, which is no data`, ...PLAIN };
  }
  if (typeof value !== "object" || value === null) return undefined;
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return ["Object", "Array"].includes(tag) ? undefined : { says: `is a ${tag}, which is no data`, ...PLAIN };
}

function unsafeNumber(value: number): { readonly says: string; readonly fix: string } | undefined {
  if (!Number.isFinite(value)) return { says: `is ${value}, which is no number`, fix: "Write a number." };
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return undefined;
  const fix = `Write a text, or a number between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}.`;
  return { says: "is a number that JavaScript and JSON round", fix };
}

function lookInside(share: Share, { at, given }: Place, value: object, seen: Set<object>): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => look(share, { at: { above: at, step: index }, value: item, given }, seen));
    return;
  }
  const isPart = !isPlain(value);
  for (const name of Object.keys(value)) {
    const holds = isPart && HOLDERS.has(name);
    const below = holds ? at : { above: at, step: name };
    if (given && !isPart) look(share, { at: below, value: name, given, isName: true }, seen);
    const item: unknown = (value as Readonly<Record<string, unknown>>)[name];
    // Data that a part keeps beside its props is this library's.
    look(share, { at: below, value: item, given: isPart ? holds : given }, seen);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Null, or one of another realm: the prototype of a plain object has none itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function pathOf(at: At | undefined): string {
  if (at === undefined) return "";
  const above = pathOf(at.above);
  if (typeof at.step === "number") return `${above}[${at.step}]`;
  if (!/^\w+$/.test(at.step)) return `${above}[${JSON.stringify(at.step)}]`;
  return above === "" ? at.step : `${above}.${at.step}`;
}

function isProvider(value: unknown): boolean {
  return value instanceof ProviderHandle
    ? typeof value.name === "string"
    : typeof value === "object" && value !== null && (isConstruct(value) || isNamedProvider(value));
}
