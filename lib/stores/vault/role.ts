import { isIP } from "node:net";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { tokenSubject, type Subject } from "../../core/subject";
import type { Block, Value } from "../../core/expression";
import { VaultLogin } from "./login";

/** What Vault's entity of the pod is named by. */
export enum VaultAlias {
  /** The ServiceAccount's uid: one that is made again is a new entity. */
  UID = "serviceaccount_uid",
  /** Namespace and name: readable in templated policies, and inherited by a ServiceAccount that is made again. */
  NAME = "serviceaccount_name",
}

export interface VaultTokenProps {
  /**
   * Seconds that the token of a login is valid. It is used at mount and at rotation polls only.
   *
   * @default 1200
   */
  readonly tokenTtlInSeconds?: number;
  /**
   * Seconds up to which it can be renewed.
   *
   * @default - `tokenTtlInSeconds`
   */
  readonly tokenMaxTtlInSeconds?: number;
  /**
   * Leaves Vault's `default` policy off the token. It can't be renewed then, and the CSI provider logs in again.
   *
   * @default false
   */
  readonly noDefaultPolicy?: boolean;
  /**
   * What the entity of the pod is named by.
   *
   * @default VaultAlias.UID
   */
  readonly alias?: VaultAlias;
  /**
   * Address ranges that may log in and use the token, as Vault sees them: those of the nodes.
   *
   * @default - any
   */
  readonly boundCidrs?: readonly string[];
}

const TTL = 1_200;

/** Lifetime of the token of a login. */
export function tokenLifetime(props: VaultTokenProps): { readonly ttl: number; readonly maxTtl: number } {
  const ttl = props.tokenTtlInSeconds ?? TTL;
  return { ttl, maxTtl: props.tokenMaxTtlInSeconds ?? ttl };
}

/** Arguments that the roles of all auth methods have. */
export function tokenArguments(props: VaultTokenProps, policy: Value): Block {
  const { ttl, maxTtl } = tokenLifetime(props);
  return {
    token_policies: [policy],
    token_ttl: ttl,
    token_max_ttl: maxTtl,
    token_no_default_policy: props.noDefaultPolicy,
    token_bound_cidrs: props.boundCidrs,
  };
}

/** What a role binds a login to, as an administrator would write it on the command line. */
export function roleBinding(subject: Subject, login: VaultLogin, audience: string): Readonly<Record<string, string>> {
  if (login === VaultLogin.JWT) {
    return { role_type: "jwt", bound_subject: tokenSubject(subject), bound_audiences: audience, user_claim: "sub" };
  }
  return {
    bound_service_account_names: subject.name,
    bound_service_account_namespaces: subject.namespace,
    ...(audience === "" ? {} : { audience }),
  };
}

/** Checks how long a login's token lives. */
export function checkToken(share: Share, props: VaultTokenProps): void {
  const { ttl, maxTtl } = tokenLifetime(props);
  for (const prop of ["tokenTtlInSeconds", "tokenMaxTtlInSeconds"] as const) {
    const value = props[prop] ?? TTL;
    if (Number.isInteger(value) && value >= 60 && value <= 2_764_800) continue;
    const message = `${quote(value)} is not a lifetime of a token: whole seconds from 60 to 2764800 (32 days).`;
    share.problem("MX-VAULT-TTL", `store.${prop}`, message, `Write ${prop}: 1200, or leave it out.`);
  }
  if (maxTtl < ttl) {
    share.problem(
      "MX-VAULT-TTL",
      "store.tokenMaxTtlInSeconds",
      `A token that is valid for ${ttl} seconds can't end after ${maxTtl}.`,
      `Write tokenMaxTtlInSeconds: ${ttl}, or leave it out.`,
    );
  }
  for (const range of props.boundCidrs ?? []) {
    if (isAddressRange(range)) continue;
    const message = `${quote(range)} is not an address range.`;
    share.problem("MX-VAULT-ROLE", "store.boundCidrs", message, 'Write a range like "10.0.0.0/16".');
  }
}

function isAddressRange(range: string): boolean {
  const [address = "", bits = "0", ...more] = String(range).split("/");
  const family = isIP(address);
  return family > 0 && more.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
