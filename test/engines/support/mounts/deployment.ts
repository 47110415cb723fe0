import { Carrier, type Carriages } from "../../../../engines/carrier/carrier";
import type { Configuration } from "../../../../engines/carrier/shadow";
import { provider, Workspace } from "../../../../engines/terraform";

/** How a stack gets into the engines. */
interface Ways {
  /** Terraform's providers that apply to the engines, where their binaries are at hand. */
  readonly providers: readonly string[];
  /** The cluster, for the provider of Kubernetes. */
  readonly kubeconfig: string;
  /** What the providers read. */
  readonly environment: Readonly<Record<string, string>>;
  /** For every other resource. */
  readonly carriages: Carriages;
}

/** Those providers of Terraform that are at hand. */
const atHand = (providers: readonly string[]) => providers.filter((name) => provider(name).found);

/** How the stacks of a store get into its engines on this machine, in words. */
export function wayOf(providers: readonly string[]): string {
  const applied = atHand(providers);
  if (applied.length === 0) return "carried";
  return `applied by ${applied.join(" and ")}${applied.length === providers.length ? "" : ", the rest carried"}`;
}

/**
 * A stack that goes to engines by `terraform apply` as far as the providers are at hand and know the engine, and for the
 * rest by being carried there. The two are counted apart.
 */
export class Deployment {
  readonly applied: readonly string[];
  private readonly kubernetes: object;
  private readonly carrier: Carrier;
  private readonly workspace: Workspace;
  private initialized = false;

  constructor({ providers, kubeconfig, environment, carriages }: Ways) {
    this.kubernetes = { config_path: kubeconfig };
    this.applied = atHand(providers);
    this.carrier = new Carrier(carriages);
    this.workspace = new Workspace(environment);
  }

  async deploy(configuration: Configuration, variables: Readonly<Record<string, string>>): Promise<void> {
    const [applied, carried] = [true, false].map((wanted) => this.part(configuration, wanted)) as [object, object];
    if (this.applied.length > 0) {
      this.workspace.write(applied);
      if (!this.initialized) this.workspace.init();
      this.initialized = true;
      this.workspace.apply(variables);
    }
    await this.carrier.carry(carried, variables);
  }

  async destroy(variables: Readonly<Record<string, string>>): Promise<void> {
    await this.carrier.carry({}, variables);
    if (this.initialized) this.workspace.run(["destroy", "-no-color", "-auto-approve"], variables);
  }

  /** What was applied of one type, by its state. */
  resourcesOf(type: string): readonly Readonly<Record<string, unknown>>[] {
    if (!this.initialized) return [];
    const { resources } = JSON.parse(this.workspace.state) as {
      resources: readonly { type: string; instances: readonly { attributes: Record<string, unknown> }[] }[];
    };
    return resources
      .filter((resource) => resource.type === type)
      .flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
  }

  stop(): void {
    this.carrier.stop();
    this.workspace.remove();
  }

  /** The resources that one of the two ways takes. What waits for one of the other way's need not say so. */
  private part(configuration: Configuration, wanted: boolean): Configuration {
    const { terraform = {}, resource = {}, ...rest } = configuration;
    const mine = ([type]: readonly [string, unknown]) =>
      this.applied.includes(type.slice(0, type.indexOf("_"))) === wanted;
    const own = Object.fromEntries(Object.entries(resource).filter(mine));
    const waits = (address: string) => (address.split(".")[0] as string) in own;
    const blocks = Object.entries(own).map(([type, named]) => {
      const waiting = Object.entries(named).map(([name, given]) => {
        const dependsOn = (given["depends_on"] as readonly string[] | undefined)?.filter(waits);
        return [name, dependsOn ? { ...given, depends_on: dependsOn } : given] as const;
      });
      return [type, Object.fromEntries(waiting)] as const;
    });
    const settings = {
      ...terraform,
      backend: undefined,
      required_providers: this.only(terraform["required_providers"]),
    };
    return {
      ...rest,
      provider: this.only({ ...rest.provider, kubernetes: this.kubernetes }),
      terraform: settings,
      resource: Object.fromEntries(blocks),
    };
  }

  /** Those of some providers that apply. */
  private only(providers: unknown): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(providers ?? {}).filter(([name]) => this.applied.includes(name)));
  }
}
