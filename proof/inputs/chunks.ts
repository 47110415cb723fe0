import * as fc from "fast-check";
import type { MendixSecretStoreEnvironmentProps } from "../../lib";
import { cells, declarationOf, titleOf, type Cell } from "../declarations/cells";
import { draw, type Draw } from "../declarations/draw";
import { synthesizeOne, throwawayToken } from "../support/synthesis";
import { corruption } from "./corruptions";
import { leftBehind, outcomeOf } from "./invalid";
import { outcomeOfPair, pairOf, WAYS } from "./pairs";
import { faultsOf } from "./valid";

/** A part of the work: some declarations that one seed makes. */
export interface Chunk {
  readonly kind: "valid" | "invalid" | "pairs";
  readonly seed: number;
  /** Number of its first declaration, which says of which cell it is. */
  readonly from: number;
  readonly count: number;
}

export interface Finding {
  readonly what: string;
  readonly input: string;
}

export interface ChunkResult {
  readonly chunk: Chunk;
  readonly findings: readonly Finding[];
  readonly refused: number;
  /** Refused ones that were written, too, to see what they leave behind. */
  readonly written: number;
  readonly codes: readonly string[];
  /** Pairs of declarations that were compared, because both are right, and those whose output differs. */
  readonly pairs?: { readonly compared: number; readonly differing: number };
}

/** Microseconds of processor time after which a declaration counts as slow; one that hangs is stopped from outside. */
const SLOW = 5_000_000;

/** One declaration in so many has a further look. */
const [ORDER, SHARED, WRITTEN] = [20, 50, 25];

/** From cell to cell of a pair: coprime to any number of cells that it meets. */
const STEP = 7_919;

const ALL = cells();

/** The cell that a declaration is of: each in its turn. */
export function cellOf(index: number): Cell {
  const cell = ALL[index % ALL.length];
  if (!cell) throw new Error("there are no cells");
  return cell;
}

/** @param begin Told which declaration comes next, so that one that hangs has a name. */
export function runChunk(chunk: Chunk, begin: (what: string) => void): ChunkResult {
  // What captures stacks takes a third of the time; a finding is looked at again with one.
  Error.stackTraceLimit = 0;
  return { valid: proveValid, invalid: proveInvalid, pairs: provePairs }[chunk.kind](chunk, begin);
}

/** Pairs whose cells and ways to differ are counted apart, so that each way meets every combination of parts. */
function provePairs(chunk: Chunk, begin: (what: string) => void): ChunkResult {
  const findings: Finding[] = [];
  const pairs = { compared: 0, differing: 0 };
  fc.sample(fc.tuple(draw, draw), { numRuns: chunk.count, seed: chunk.seed }).forEach((draws, offset) => {
    const index = chunk.from + offset;
    const cells = [cellOf(index), cellOf(index * STEP + 1)] as const;
    const pair = pairOf(index % WAYS, cells, draws);
    const input = `${pair.title} in ${titleOf(cells[0])}: ${JSON.stringify(draws[0])}`;
    begin(input);
    try {
      const { compared, differs, faults } = outcomeOfPair(pair);
      if (compared) pairs.compared += 1;
      if (differs) pairs.differing += 1;
      for (const what of faults) findings.push({ what: `${pair.title.split(":")[0]}: ${what}`, input });
    } catch (error) {
      findings.push({ what: `threw ${String(error).split("\n").slice(0, 4).join(" ")}`, input });
    }
  });
  return { chunk, findings, refused: 0, written: 0, codes: [], pairs };
}

function proveValid(chunk: Chunk, begin: (what: string) => void): ChunkResult {
  const findings: Finding[] = [];
  fc.sample(draw, { numRuns: chunk.count, seed: chunk.seed }).forEach((one, offset) => {
    const index = chunk.from + offset;
    const cell = cellOf(index);
    const input = `${titleOf(cell)}: ${JSON.stringify(one)}`;
    begin(input);
    try {
      const { configuration, ...synthesized } = synthesizeOne((ephemeral) => declarationOf(cell, one, ephemeral));
      for (const what of faultsOf({ ...synthesized, configuration })) findings.push({ what, input });
      if (index % ORDER === 0 && !isSame(configuration, reversed(cell, one))) {
        findings.push({ what: "the order of keys matters", input });
      }
      if (index % SHARED === 5 && !sharesWell(cell, one))
        findings.push({ what: "shared parts make another output", input });
    } catch (error) {
      findings.push({ what: `threw ${String(error).split("\n").slice(0, 4).join(" ")}`, input });
    }
  });
  return { chunk, findings, refused: 0, written: 0, codes: [] };
}

/** The order in which a map's keys are written changes nothing. */
function reversed(cell: Cell, one: Draw): unknown {
  const other = { ...one, constants: [...one.constants].reverse(), settings: [...one.settings].reverse() };
  return synthesizeOne((ephemeral) => declarationOf(cell, other, ephemeral)).configuration;
}

/** Parts that two environments share make what parts of their own make, for the second one and for the first again. */
function sharesWell(cell: Cell, one: Draw): boolean {
  const second = { ...one, name: one.name === "second" ? "third" : "second" };
  const synthesize = (drawn: Draw, parts: Partial<MendixSecretStoreEnvironmentProps> = {}) =>
    synthesizeOne((ephemeral) => ({ ...declarationOf(cell, drawn, ephemeral), ...parts }));
  const first = synthesize(one);
  const { store, identity, app, delivery, cluster, database, storage } = first.props;
  // A token belongs to its stack, so a password that is one can't be shared.
  const values = cell.value.title === "ephemeral" ? {} : { database, storage };
  const shared = Object.fromEntries(
    Object.entries({ store, identity, app, delivery, cluster, ...values }).filter(([, part]) => part !== undefined),
  );
  return (
    isSame(synthesize(second, shared).configuration, synthesize(second).configuration) &&
    isSame(synthesize(one, shared).configuration, first.configuration)
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function proveInvalid(chunk: Chunk, begin: (what: string) => void): ChunkResult {
  const findings: Finding[] = [];
  const codes = new Set<string>();
  const figures = { refused: 0, written: 0 };
  fc.sample(fc.tuple(draw, corruption), { numRuns: chunk.count, seed: chunk.seed }).forEach(([one, slip], offset) => {
    const cell = cellOf(chunk.from + offset);
    let place = "";
    const right = () => declarationOf(cell, one, throwawayToken());
    const wrong = () => {
      const corrupted = slip.apply(right());
      place = corrupted.place;
      return corrupted.props;
    };
    const input = `${fc.stringify(slip.value).slice(0, 300)} in ${titleOf(cell)}`;
    begin(input);
    const { refused, faults, codes: found, slow } = timed(() => outcomeOf(wrong));
    for (const code of found) codes.add(code);
    for (const what of faults.length > 0 ? withStack(() => outcomeOf(wrong).faults) : []) {
      findings.push({ what: `${place}: ${what}`, input });
    }
    if (slow) findings.push({ what: `${place}: it took too long`, input });
    if (!refused) return;
    figures.refused += 1;
    if (figures.refused % WRITTEN !== 0 || cell.value.title === "ephemeral") return;
    figures.written += 1;
    for (const what of leftBehind({ ...right(), name: "right" }, wrong())) findings.push({ what, input });
  });
  return { chunk, findings, ...figures, codes: [...codes] };
}

/** Beside the outcome, whether it was slow to come: only here, since a test must not depend on time. */
function timed<T extends object>(look: () => T): T & { readonly slow: boolean } {
  const begin = process.cpuUsage();
  const outcome = look();
  const { user, system } = process.cpuUsage(begin);
  return { ...outcome, slow: user + system > SLOW };
}

function withStack<T>(look: () => T): T {
  Error.stackTraceLimit = 10;
  try {
    return look();
  } finally {
    Error.stackTraceLimit = 0;
  }
}
