import { Workspace } from "../terraform";
import { shadowOf, type Computed, type Configuration } from "./shadow";

/** Arguments of a resource, resolved. */
export type Values = Readonly<Record<string, unknown>>;

/** How resources of a type get to an engine. */
export interface Carriage {
  readonly computed?: Computed;
  readonly put: (values: Values) => void | Promise<void>;
  readonly remove?: (values: Values) => void | Promise<void>;
}

/** What an argument holds, kept or write-only; nothing where it is not to be written now. */
export function valueToWrite(values: Values, name: string): string | undefined {
  const value = values[`${name}_wo`] ?? values[name];
  return typeof value === "string" ? value : undefined;
}

/** By type, in the order in which they are put. A type that is not here and not left out on purpose is an error. */
export type Carriages = Readonly<Record<string, Carriage | "left out">>;

/**
 * Carries a stack's resources into engines and emulators, where Terraform's provider is not to be had or knows only the
 * real cloud. It is no `apply`: Terraform resolves the arguments, and what a provider would do with them is done here.
 */
export class Carrier {
  private readonly workspace = new Workspace();
  private readonly carried = new Map<string, Values>();

  constructor(private readonly carriages: Carriages) {}

  /** Brings the engines to what the stack says: puts what is new or has changed, then takes away what is gone. */
  async carry(configuration: Configuration, variables: Readonly<Record<string, string>> = {}): Promise<void> {
    const resources = this.resolve(configuration, variables);
    const types = Object.keys(this.carriages);
    for (const address of resources.keys()) this.carriageOf(address);
    for (const type of types) {
      for (const [address, values] of resources) if (typeOf(address) === type) await this.put(address, values);
    }
    const gone = [...this.carried].filter(([address]) => !resources.has(address));
    for (const [address, values] of gone.reverse()) {
      const carriage = this.carriageOf(address);
      if (carriage !== "left out") await carriage.remove?.(values);
      this.carried.delete(address);
    }
  }

  stop(): void {
    this.workspace.remove();
  }

  private resolve(configuration: Configuration, variables: Readonly<Record<string, string>>) {
    const computed = Object.entries(this.carriages).flatMap(([type, carriage]) =>
      carriage === "left out" || !carriage.computed ? [] : [[type, carriage.computed] as const],
    );
    this.workspace.write(shadowOf(configuration, { ...EPHEMERAL, ...Object.fromEntries(computed) }));
    this.workspace.init();
    this.workspace.apply(variables);
    const inputs = this.workspace
      .resources()
      .map(({ values }) => values["input"] as { address: string; arguments: Values });
    const kept = inputs.filter(({ address }) => !/^(ephemeral|data)\./.test(address));
    return new Map(kept.map((input) => [input.address, input.arguments]));
  }

  private carriageOf(address: string): Carriage | "left out" {
    const carriage = this.carriages[typeOf(address)];
    if (!carriage) throw new Error(`nothing carries ${address}`);
    return carriage;
  }

  private async put(address: string, values: Values): Promise<void> {
    const carriage = this.carriageOf(address);
    const before = this.carried.get(address);
    if (before && text(before) === text(values)) return;
    if (carriage !== "left out") await carriage.put(before ? withoutKept(before, values) : values);
    this.carried.set(address, values);
  }
}

/** A generated value: every resource has its own. */
const EPHEMERAL: Readonly<Record<string, Computed>> = {
  "ephemeral.random_password": () => ({ result: "Generated-1!" }),
  "ephemeral.aws_secretsmanager_random_password": () => ({ random_password: "Generated-1!" }),
};

const typeOf = (address: string) => address.slice(0, address.indexOf("."));

const WRITE_ONLY = /_wo$/;

/** Terraform does not see that a write-only argument has changed. */
function text(values: Values): string {
  return JSON.stringify(Object.entries(values).filter(([name]) => !WRITE_ONLY.test(name)));
}

/** A write-only argument goes out when its trigger has changed, and at no other time. */
function withoutKept(before: Values, values: Values): Values {
  const kept = (name: string) =>
    WRITE_ONLY.test(name) &&
    [`${name}_version`, `${name}_revision`].every((trigger) => before[trigger] === values[trigger]);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !kept(name)));
}
