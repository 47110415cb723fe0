import type { TerraformArguments } from "../../lib/declaration/stack-options";
import { onVault } from "./neighbours-entries";
import type { Way, Words } from "./neighbours";

interface Backend {
  readonly type: string;
  /** What identifies a state. */
  readonly given: (name: string) => TerraformArguments;
  /** Arguments of which none does. */
  readonly other: TerraformArguments;
}

const BACKENDS: readonly Backend[] = [
  {
    type: "s3",
    given: (name) => ({ bucket: "states", key: name }),
    other: { encrypt: true, profile: "p", dynamodb_table: "t", region: "eu-west-1", use_lockfile: true },
  },
  {
    type: "azurerm",
    given: (name) => ({ storage_account_name: "states", container_name: "c", key: name }),
    other: { use_oidc: true, resource_group_name: "g", subscription_id: "s", environment: "public" },
  },
  { type: "gcs", given: (name) => ({ bucket: "states", prefix: name }), other: { impersonate_service_account: "x" } },
  { type: "http", given: (name) => ({ address: `https://s.example.com/${name}` }), other: { lock_method: "PUT" } },
  {
    type: "kubernetes",
    given: (name) => ({ secret_suffix: name }),
    other: { namespace: "default", config_path: "~/.kube/config", labels: { team: "shop" } },
  },
  { type: "consul", given: (path) => ({ path }), other: { gzip: true, lock: false, address: "127.0.0.1:8500" } },
  { type: "cos", given: (key) => ({ bucket: "s-1", key }), other: { region: "ap-1", prefix: "env:", encrypt: true } },
  { type: "oss", given: (key) => ({ bucket: "s", key }), other: { prefix: "env:", region: "r", encrypt: true } },
  { type: "oci", given: (key) => ({ namespace: "n", bucket: "s", region: "r", key }), other: { auth: "x" } },
  {
    type: "pg",
    given: (schema_name) => ({ schema_name }),
    other: { skip_schema_creation: true, table_name: "states" },
  },
  {
    type: "cloud",
    given: (name) => ({ organization: "o", workspaces: { name } }),
    other: { hostname: "app.terraform.io" },
  },
  { type: "local", given: (name) => ({ path: `../../../${name}.tfstate` }), other: {} },
];

function pairOf(one: TerraformArguments, two: TerraformArguments, type: string, words: Words, otherType = type) {
  const [first, second] = onVault(words);
  return [
    { ...first, backend: { [type]: one } },
    { ...second, backend: { [otherType]: two } },
  ] as const;
}

const EACH: readonly Way[] = BACKENDS.map(({ type, given, other }) => ({
  title: `one state of ${type}, other arguments`,
  pair: (words) => ({
    shared: pairOf(given(words.third), { ...given(words.third), ...other }, type, words),
    apart: pairOf(given(words.one), { ...given(words.two), ...other }, type, words),
  }),
}));

/** Ways in which two environments share one Terraform state. */
export const WAYS_OF_STATES: readonly Way[] = [
  ...EACH,
  {
    title: "one state file, spelled in two ways",
    pair: (words) => ({
      shared: pairOf({ path: `../../${words.third}` }, { path: `../.././x/../${words.third}` }, "local", words),
      apart: pairOf({}, {}, "local", words),
    }),
  },
  {
    title: "one workspace, by two kinds of backend",
    pair: (words) => {
      const of = (name: string) => ({ organization: "o", workspaces: { name } });
      return {
        shared: pairOf(of(words.third), of(words.third), "cloud", words, "remote"),
        apart: pairOf(of(words.one), of(words.two), "cloud", words, "remote"),
      };
    },
  },
];
