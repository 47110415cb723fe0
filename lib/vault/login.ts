import { quote } from "../blueprint/problem";
import type { Cluster } from "../blueprint/cluster";
import type { Share } from "../blueprint/share";
import { isToken } from "../values/names";

/**
 * How Vault verifies the pod's ServiceAccount token.
 *
 * @see https://developer.hashicorp.com/vault/docs/auth/kubernetes
 */
export enum VaultLogin {
  /**
   * The `kubernetes` auth method, for a Vault that runs in the cluster: it reviews the token with its own
   * ServiceAccount, which needs the cluster role `system:auth-delegator`.
   */
  IN_CLUSTER = "in-cluster",
  /**
   * The `kubernetes` auth method, for a Vault outside: it reviews with a long-lived token of a ServiceAccount that may
   * (`system:auth-delegator`), and which somebody has to rotate.
   */
  REVIEWER_TOKEN = "reviewer-token",
  /**
   * The `kubernetes` auth method, for a Vault outside without a token of its own: the pod's token reviews itself. So
   * its audience has to be the API server's, and every ServiceAccount that logs in needs `system:auth-delegator`.
   */
  SELF_REVIEW = "self-review",
  /**
   * The `jwt` auth method against the cluster's issuer: Vault checks the token's signature and asks no one. A token of
   * a deleted ServiceAccount works until it expires.
   */
  JWT = "jwt",
}

/** Audience of a token that only Vault takes. */
const VAULT_AUDIENCE = "vault";

/** Where the auth method is mounted, if nothing else is said. */
export function defaultAuthMount(login: VaultLogin): string {
  return login === VaultLogin.JWT ? "jwt" : "kubernetes";
}

/** Audience of the pod's token: Vault's own, or the API server's where the token has to review itself. */
export function audienceOf(cluster: Cluster, login: VaultLogin, given: string | undefined): string {
  return given ?? (login === VaultLogin.SELF_REVIEW ? (cluster.issuer ?? "") : VAULT_AUDIENCE);
}

export interface AudienceRequest {
  readonly login: VaultLogin;
  readonly given: string | undefined;
  /** Name of a role that somebody else made, whose audience can't be seen from here. */
  readonly existingRole: string | undefined;
}

/** Role and SecretProviderClass carry one audience; a token with another one is refused, and the pod does not start. */
export function checkAudience(share: Share, cluster: Cluster, request: AudienceRequest): void {
  const { login, given, existingRole } = request;
  const audience = audienceOf(cluster, login, given);
  if (isToken(audience)) {
    const message = "A Terraform token is not an audience known at synthesis.";
    share.problem("MX-TOKEN", "store.audience", message, 'Write audience: "vault".');
  } else if (existingRole !== undefined && given === undefined) {
    share.problem(
      "MX-VAULT-AUDIENCE",
      "store.audience",
      `The role ${quote(existingRole)} has an audience of its own or none, and the pod's token has to have the same.`,
      'Write audience as the role has it, for example audience: "vault".',
    );
  } else if (login === VaultLogin.SELF_REVIEW && !isApiServerAudience(cluster, audience)) {
    share.problem(
      "MX-VAULT-AUDIENCE",
      "store.audience",
      given === undefined
        ? "The pod's token reviews itself at the API server, whose audience is not known: the cluster has no issuer."
        : `The pod's token reviews itself at the API server, which refuses a token for ${quote(audience)}.`,
      `Write audience: ${quote(cluster.issuer ?? "https://kubernetes.default.svc")}, or another login: VaultLogin.IN_CLUSTER, REVIEWER_TOKEN or JWT.`,
    );
  } else if (!/^[^\s*]+$/.test(audience)) {
    const message = `${quote(audience)} is not an audience: one word or URL, no wildcard.`;
    share.problem("MX-VAULT-AUDIENCE", "store.audience", message, 'Write audience: "vault", or leave it out.');
  }
}

/** The API server's audiences are URLs: its issuer, and what `--api-audiences` adds. */
function isApiServerAudience(cluster: Cluster, audience: string): boolean {
  return audience !== "" && (audience === cluster.issuer || /^https:\/\//.test(audience));
}
