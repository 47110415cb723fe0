import type { ClassFile } from "../../../stores/class-rules";
import { annotationsOf, textIn } from "../candidates";
import type { Draft } from "../todo";
import { awsIdentity } from "./aws";
import { byObject, countOf, keysAmong, propertyNamesOf, type StoreReader } from "./taken";

/** HashiCorp Vault: entries by their path in the API, the role by its name. */
export const readVault: StoreReader = ({ candidate, parameters, files }) => {
  const { keys, left } = keysAmong(files);
  const good = keys.filter((file) => reasonAgainst(file) === undefined);
  const objects = byObject(good);
  const places = objects.map(([path, held]) => ({ ...placeOf(path), held }));
  const mount = places.find(({ kvVersion }) => kvVersion === undefined)?.mount;
  const byRole = textIn(annotationsOf(candidate.account)["eks.amazonaws.com/role-arn"]) !== undefined;
  return {
    store: {
      vault: {
        ...connectionOf(parameters),
        ...(mount === undefined || mount === "secret" ? {} : { mount }),
        existingRole: textIn(parameters["roleName"]) ?? candidate.name,
        ...audienceOf(parameters),
        existing: places.map((place) => entryOf(place, mount ?? "secret")),
      },
    },
    ...(byRole ? { identity: awsIdentity(candidate, false) } : {}),
    keys: good.map(({ file }) => file),
    taken: objects.map(([path, held]) => `${countOf(held, path)} as store.vault.existing`),
    left: [
      ...left,
      ...keys.flatMap((file) => reasonAgainst(file) ?? []),
      ...good.flatMap(({ at, version }) =>
        version === undefined ? [] : [`${at}: a version is pinned; the newest is mounted then.`],
      ),
    ],
  };
};

function reasonAgainst({ at, file, property, encoding }: ClassFile): string | undefined {
  if (property === undefined) return `${at}: ${file} is the whole answer of Vault; name a secretKey.`;
  return encoding === undefined || encoding.toLowerCase() === "utf-8"
    ? undefined
    : `${at}: ${file} is kept ${encoding}-encoded, which existing entries can't say.`;
}

interface VaultPlace {
  readonly mount: string;
  readonly path: string;
  /** "1" for whatever has no `data/` after its mount: KV version 1, and engines of other kinds. */
  readonly kvVersion: "1" | undefined;
}

function placeOf(apiPath: string): VaultPlace {
  const [, mount, path] = /^(.+?)\/data\/(.+)$/.exec(apiPath) ?? [];
  if (mount !== undefined && path !== undefined) return { mount, path, kvVersion: undefined };
  const [first = "", ...rest] = apiPath.split("/");
  return { mount: first, path: rest.join("/"), kvVersion: "1" };
}

function entryOf(
  { mount, path, kvVersion, held }: VaultPlace & { readonly held: readonly ClassFile[] },
  own: string,
): Draft {
  const propertyNames = propertyNamesOf(held);
  return {
    path,
    keys: held.map(({ file }) => file),
    ...(propertyNames ? { propertyNames } : {}),
    ...(mount === own && kvVersion === undefined ? {} : { mount }),
    ...(kvVersion === undefined ? {} : { kvVersion }),
  };
}

/** Parameters of the class by the names that a declaration has for them. */
const TLS: Readonly<Record<string, string>> = {
  vaultCACertPath: "caCertPath",
  vaultCADirectory: "caDirectory",
  vaultTLSServerName: "serverName",
  vaultTLSClientCertPath: "clientCertPath",
  vaultTLSClientKeyPath: "clientKeyPath",
};

function connectionOf(parameters: Readonly<Record<string, string>>): Readonly<Record<string, Draft>> {
  const { vaultAddress, vaultNamespace } = parameters;
  const mount = parameters["vaultKubernetesMountPath"] ?? parameters["vaultAuthMountPath"];
  const tls = Object.entries(TLS).flatMap(([name, prop]) => {
    const value = textIn(parameters[name]);
    return value === undefined ? [] : [[prop, value] as const];
  });
  const skip = parameters["vaultSkipTLSVerify"] === "true" ? [["unsafeSkipVerify", true] as const] : [];
  return {
    ...(vaultAddress === undefined ? {} : { address: vaultAddress }),
    ...(vaultNamespace === undefined ? {} : { namespace: vaultNamespace }),
    ...(mount === undefined || mount === "kubernetes" ? {} : { authMount: mount.replace(/^auth\//, "") }),
    ...(tls.length + skip.length === 0 ? {} : { tls: Object.fromEntries<Draft>([...tls, ...skip]) }),
  };
}

/** The role's own audience can't be seen here: what the class says is what it takes. */
function audienceOf({ audience }: Readonly<Record<string, string>>): Readonly<Record<string, Draft>> {
  return audience === undefined || audience === "" ? { withoutAudience: true } : { audience };
}
