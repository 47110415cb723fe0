import type { ClassFile } from "../../../stores/class-rules";
import type { Candidate } from "../candidates";
import type { FieldPath, Found } from "../found";

/** What is wrong with an environment that somebody made by hand. */
export interface AdoptFinding {
  readonly id: string;
  /** Place in the vendor's pages that misleads into it, by its number in docs/adopt.md. */
  readonly mistake?: number;
  /** `wrong` keeps a pod from starting, or lets it do too much; `warning` works, and not as it was meant. */
  readonly status: "wrong" | "warning";
  readonly environment: string;
  /** File and line, or the object. */
  readonly where: string;
  /** What was seen: a sentence. Names, never a value. */
  readonly seen: string;
  readonly fix: string;
}

/** One environment, and what is around it. */
export interface Look {
  readonly candidate: Candidate;
  readonly provider: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Files that its class mounts, or keys of its Secret. */
  readonly files: readonly ClassFile[];
  readonly others: readonly Candidate[];
  readonly found: readonly Found[];
}

export type Seen = Omit<AdoptFinding, "id" | "environment">;

/** One kind of fault: a pure function of what was found. */
export interface FindingRow {
  readonly id: string;
  readonly title: string;
  /** Numbers of the vendor's mistakes that leave this trace. */
  readonly mistakes: readonly number[];
  readonly look: (look: Look) => readonly Seen[];
}

export interface Told {
  readonly where: string;
  readonly seen: string;
  readonly fix: string;
  readonly mistake?: number;
}

export const wrong = (told: Told): Seen => ({ status: "wrong", ...told });
export const warning = (told: Told): Seen => ({ status: "warning", ...told });

/** Where a field of an object stands; the environment's name where there is no object. */
export function placeOf(object: Found | undefined, field: FieldPath = []): string {
  return object?.where(field) ?? "";
}

/** The object that holds the environment's keys. */
export function holderOf({ class: own, secret, external }: Candidate): Found | undefined {
  return own ?? secret ?? external;
}

/** Place of the objects of a class. */
export function objectsPlace({ candidate, provider }: Look): string {
  const parameter = provider === "gcp" ? "secrets" : "objects";
  return placeOf(candidate.class, ["spec", "parameters", parameter]);
}
