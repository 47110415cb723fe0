import type { GateId } from "../catalogue/gates";
import type { PropOf, ValueName } from "../catalogue/keys";
import type { ProviderName } from "../catalogue/provider-ranges";
import type { SecretValue } from "./secret-value";
import type { Reference } from "../core/expression";
import { withoutTokens } from "../core/normalise";
import type { Resources } from "../core/resource";
import type { Claim } from "./claim";
import type { Setting } from "./entry";
import type { Grant } from "./grant";
import type { NeededPlace } from "./place";
import type { ProblemDraft } from "./problem";
import type { ProblemCode } from "./problem-codes";

/** A key of the catalogue and what a part wants it to hold. */
export interface DeclaredKey {
  readonly key: string;
  readonly value: Setting | SecretValue;
  /** Prop that the value comes from. */
  readonly prop: string;
}

/** A part whose values entries of somebody else hold: how the app logs in to it decides which keys they have to hold. */
export interface AdoptedPart {
  readonly part: "database" | "storage";
  /** How the app logs in by the pod's identity, as a person calls it; undefined where the entries hold its password or keys. */
  readonly identity: string | undefined;
}

/** Something that a person does once, outside Terraform. May hold Terraform tokens. */
export interface Step {
  /** Who or where: "as the database's master user". */
  readonly as: string;
  /** What to do: a sentence, or a command or SQL to run as it is. */
  readonly does: string;
  /** Whether `does` is one command for a POSIX shell, made of quoted words: pages keep it on one line. @default false */
  readonly command?: boolean;
  /** When it may be skipped, or why it is needed. */
  readonly note?: string;
  /** Key whose empty entry it fills: `fill` of the command line does it for an environment that a file declares. */
  readonly fills?: string;
  /** Ids of the grants that it makes true. */
  readonly carries?: readonly string[];
  /** What `does` names by its label because only an apply makes it known: an output then shows the real values. */
  readonly knownAfterApply?: readonly Reference[];
}

/** A feature that was declared and needs a minimum version. */
export interface GateUse {
  readonly gate: GateId;
  readonly prop: string;
  /** What to do in place of an upgrade. @default - take the prop out, or write another one */
  readonly instead?: string;
}

/** What one part (database, storage, store, identity, delivery) contributes to the blueprint. */
export class Share {
  readonly keys: DeclaredKey[] = [];
  /** Keys that entries of somebody else hold, with the values that are assumed of them; nothing of them is written. */
  readonly assumed: DeclaredKey[] = [];
  readonly adopted: AdoptedPart[] = [];
  readonly grants: Grant[] = [];
  readonly gates: GateUse[] = [];
  readonly steps: Step[] = [];
  readonly claims: Claim[] = [];
  readonly problems: ProblemDraft[] = [];
  readonly warnings: string[] = [];
  readonly podLabels: Record<string, string> = {};
  readonly serviceAccountAnnotations: Record<string, Setting> = {};
  readonly providers = new Set<ProviderName>();
  readonly places: NeededPlace[] = [];
  /** Choices that do not apply to a running app; a change of one restarts it. */
  readonly restartOn: Record<string, string> = {};
  private readonly makers: (() => Resources)[] = [];
  private made: Resources | undefined;

  key<K extends ValueName>(key: K, value: Setting | SecretValue, prop: PropOf<K>): void {
    this.keys.push({ key, value, prop });
  }

  /** Takes the settings that a part declared as assumed: entries of somebody else hold them already. */
  assumeSettings(written: (key: DeclaredKey) => boolean): void {
    const all = this.keys.splice(0);
    this.keys.push(...all.filter(written));
    this.assumed.push(...all.filter((key) => !written(key)));
  }

  gate(gate: GateId, prop: string): void {
    this.gates.push({ gate, prop });
  }

  problem(code: ProblemCode, prop: string, message: string, fix: string): void {
    this.problems.push({ code, prop, message, fix });
  }

  /** Adds resources, which are made when somebody asks for them: they cost a third of a blueprint. */
  make(maker: () => Resources): void {
    this.makers.push(maker);
  }

  /** Resources of this part, in the order in which one waits for another. */
  get resources(): Resources {
    this.made ??= this.makers.flatMap((maker) => maker()).map(withoutTokens);
    return this.made;
  }
}
