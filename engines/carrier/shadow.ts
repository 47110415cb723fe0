/** A stack as it is synthesized, as far as it is looked at here. */
export interface Configuration {
  readonly resource?: Blocks;
  readonly ephemeral?: Blocks;
  readonly data?: Blocks;
  readonly variable?: Readonly<Record<string, Arguments>>;
  readonly terraform?: Arguments;
  readonly provider?: Arguments;
}

type Arguments = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, Arguments>>>>;

/** What a provider adds to a resource's arguments: attributes that others refer to, made of the arguments as written. */
export type Computed = (given: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;

/** Arguments that are Terraform's own, and no provider's. */
const META = ["//", "provider", "lifecycle", "depends_on", "provisioner", "connection"];

/**
 * The stack with each resource in the shape of `terraform_data`, which Terraform has built in: Terraform itself then
 * resolves every reference, function and escape, without a provider.
 *
 * @param computed By type, with `data.` or `ephemeral.` before it where it is not a resource.
 */
export function shadowOf(configuration: Configuration, computed: Readonly<Record<string, Computed>>): object {
  const { resource = {}, ephemeral = {}, data = {}, variable = {} } = configuration;
  // Records of what a store took: the carrier's own writes are never refused.
  const { terraform_data: _, ...carried } = resource;
  const all = [...blocksOf(carried, ""), ...blocksOf(ephemeral, "ephemeral."), ...blocksOf(data, "data.")];
  const names = new Map(all.map(({ address, id }) => [address, id]));
  const shadows = all.map(({ address, id, given }) => {
    const own = Object.fromEntries(Object.entries(given).filter(([name]) => !META.includes(name)));
    const type = address.slice(0, address.lastIndexOf("."));
    const added = computed[type]?.(own as Readonly<Record<string, string>>) ?? {};
    return [id, { input: { address, arguments: referring({ ...added, ...own }, names) } }] as const;
  });
  // A value that may not be kept can't be an input; these are a test's.
  const variables = Object.entries(variable).map(([name, { ephemeral: _, ...rest }]) => [name, rest] as const);
  // Terraform refuses an empty block.
  return {
    ...(variables.length === 0 ? {} : { variable: Object.fromEntries(variables) }),
    ...(shadows.length === 0 ? {} : { resource: { terraform_data: Object.fromEntries(shadows) } }),
  };
}

function blocksOf(blocks: Blocks, prefix: string) {
  return Object.entries(blocks).flatMap(([type, named]) =>
    Object.entries(named).map(([name, given]) => {
      const address = `${prefix}${type}.${name}`;
      return { address, id: address.replace(/\./g, "--"), given };
    }),
  );
}

const ADDRESS = /(?<![\w.-])((?:ephemeral\.|data\.)?[a-z]\w*\.[\w-]+)(?=\.\w)/g;

/** The value with each reference to another block leading to its shadow. */
function referring(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string")
    return value.replace(ADDRESS, (address) => {
      const id = names.get(address);
      return id === undefined ? address : `terraform_data.${id}.output.arguments`;
    });
  if (Array.isArray(value)) return value.map((item) => referring(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, referring(item, names)]));
}
