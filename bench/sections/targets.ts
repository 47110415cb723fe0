import { table } from "../../proof/support/page";

/** A figure with the target that it is held to. */
export interface Target {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  /** Whether more is better. @default false */
  readonly atLeast?: boolean;
}

/** What the sections of the benchmark are held to, in their order. */
export class Targets {
  private readonly all: Target[] = [];

  hold(...targets: readonly Target[]): void {
    this.all.push(...targets);
  }

  get met(): boolean {
    return this.all.every(isMet);
  }

  summary(): string[] {
    return table(
      ["target", "limit", "measured", ""],
      this.all.map((target) => [
        target.what,
        `${target.atLeast ? ">" : "<="} ${target.limit}${target.unit}`,
        `${target.value.toFixed(target.atLeast ? 4 : 2)}${target.unit}`,
        isMet(target) ? "met" : "missed",
      ]),
    );
  }
}

function isMet({ value, limit, atLeast }: Target): boolean {
  return atLeast ? value > limit : value <= limit;
}

export function milliseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}

export function mebibytes(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
