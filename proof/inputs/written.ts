import { PLACEHOLDER } from "../../lib/core/placeholder";
import { jsonOf, resolved, resourcesOf, textOrReference, type Configuration } from "../support/resolved";

type Resource = Readonly<Record<string, unknown>>;

/** What an entry holds: one value, or a document of several. A secret's is the expression that it is written by. */
export type Content = string | Readonly<Record<string, string>>;

/** How a store's entries are read from a configuration: a store joins by a row. */
interface EntryReader {
  /** Type of the resource that is an entry, or that holds its value. */
  readonly type: string;
  readonly nameOf: (resource: Resource, configuration: Configuration) => string;
  readonly contentOf: (resource: Resource) => Content;
}

const READERS: readonly EntryReader[] = [
  {
    type: "aws_secretsmanager_secret_version",
    nameOf: ({ secret_id }, configuration) => resolved(referred(configuration, secret_id)["name"]),
    contentOf: ({ secret_string, secret_string_wo }) =>
      secret_string === undefined ? documentOrValue(written(secret_string_wo)) : jsonOf(secret_string),
  },
  {
    type: "vault_kv_secret_v2",
    nameOf: ({ mount, name }) => `${resolved(mount)}/data/${resolved(name)}`,
    contentOf: ({ data_json, data_json_wo }) => jsonOf(data_json ?? written(data_json_wo)),
  },
  {
    type: "azurerm_key_vault_secret",
    nameOf: ({ name }) => resolved(name),
    contentOf: ({ value, value_wo }) => textOrReference(value ?? written(value_wo)),
  },
  {
    type: "google_secret_manager_secret_version",
    nameOf: ({ secret }, configuration) => {
      const { project, secret_id } = referred(configuration, secret);
      return `projects/${resolved(project)}/secrets/${resolved(secret_id)}`;
    },
    contentOf: ({ secret_data, secret_data_wo }) => textOrReference(secret_data ?? written(secret_data_wo)),
  },
  {
    type: "kubernetes_secret_v1",
    nameOf: ({ metadata }) => resolved((metadata as Resource)["name"]),
    contentOf: ({ data_wo }) => {
      if (typeof data_wo === "string") return jsonOf(written(data_wo));
      return Object.fromEntries(Object.entries(data_wo as Resource).map(([key, text]) => [key, textOrReference(text)]));
    },
  },
];

/** A write as it is made when no variable holds the placeholder. */
function written(argument: unknown): unknown {
  const [, decoded, expression] = REFUSING.exec(String(argument)) ?? [];
  if (expression === undefined) return argument;
  return `\${${decoded === undefined ? expression : expression.slice(0, -1)}}`;
}

const REFUSED = String.raw`format\("%0\d+d", 0\)|"(?:[^"\\]|\\.)*"`;
const REFUSING = new RegExp(
  String.raw`^\$\{(jsondecode\()?contains\(\[[^\]]*\], "${PLACEHOLDER}"\) \? (?:${REFUSED}) : (.*)\}$`,
  "s",
);

/** Every entry that a configuration gives a value, by the name that reads it. */
export function entriesOf(configuration: Configuration): ReadonlyMap<string, Content> {
  return new Map(
    READERS.flatMap(({ type, nameOf, contentOf }) =>
      resourcesOf(configuration, type).map(
        (resource) => [nameOf(resource, configuration), contentOf(resource)] as const,
      ),
    ),
  );
}

/** A document of secrets is encoded by Terraform; a secret alone is a reference. */
function documentOrValue(argument: unknown): Content {
  return String(argument).startsWith("${jsonencode(") ? jsonOf(argument) : textOrReference(argument);
}

/** The resource whose attribute an argument refers to. */
function referred(configuration: Configuration, argument: unknown): Resource {
  const [, type = "", id = ""] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(String(argument)) ?? [];
  const resource = configuration.resource?.[type]?.[id];
  if (!resource) throw new Error(`no resource: ${String(argument)}`);
  return resource;
}
