import { quote } from "../../core/problem";
import type { Cluster } from "../../core/cluster";
import type { StoreReader } from "../../core/mount";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";

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

/** Where the audience of the pod's token comes from. */
export interface TokenRequest {
  readonly login: VaultLogin;
  readonly given: string | undefined;
  readonly reader: StoreReader;
}

/**
 * Audience of the pod's token: Vault's own, or the API server's where the token has to review itself, or where it is
 * the one that every pod is given and that nobody asks an audience for.
 */
export function audienceOf(cluster: Cluster, request: TokenRequest): string {
  return request.given ?? (isForApiServer(request) ? (apiServerAudience(cluster) ?? "") : VAULT_AUDIENCE);
}

function isForApiServer({ login, reader }: TokenRequest): boolean {
  return login === VaultLogin.SELF_REVIEW || reader === "app";
}

/** The first audience of an API server is its issuer, unless it is told another one, as EKS does. */
function apiServerAudience({ kind, issuer }: Cluster): string | undefined {
  return kind === "EKS" ? "https://kubernetes.default.svc" : issuer;
}

export interface AudienceRequest extends TokenRequest {
  /** Name of a role that somebody else made, whose audience can't be seen from here. */
  readonly existingRole: string | undefined;
  /** Whether that role has none. */
  readonly without: boolean;
}

/** Role and SecretProviderClass carry one audience; a token with another one is refused, and the pod does not start. */
export function checkAudience(share: Share, cluster: Cluster, request: AudienceRequest): void {
  const { given, existingRole, without } = request;
  const audience = audienceOf(cluster, request);
  if (without) {
    if (existingRole !== undefined && given === undefined && request.reader === "driver") return;
    share.problem(
      "MX-VAULT-AUDIENCE",
      "store.withoutAudience",
      "Only a role of somebody else's can be without an audience, and then none is given: any token of the ServiceAccount would log in.",
      'Take withoutAudience out; for an existing role write audience: "vault" on both sides.',
    );
  } else if (isToken(audience)) {
    const message = "A Terraform token is not an audience known at synthesis.";
    share.problem("MX-TOKEN", "store.audience", message, 'Write audience: "vault".');
  } else if (existingRole !== undefined && given === undefined) {
    share.problem(
      "MX-VAULT-AUDIENCE",
      "store.audience",
      `The role ${quote(existingRole)} has an audience of its own or none, and the pod's token has to have the same.`,
      'Write audience as the role has it, for example audience: "vault", or withoutAudience: true where it has none.',
    );
  } else if (isForApiServer(request) && !isApiServerAudience(cluster, audience)) {
    reportApiServerAudience(share, cluster, request);
  } else if (!/^[^\s*]+$/.test(audience)) {
    const message = `${quote(audience)} is not an audience: one word or URL, no wildcard.`;
    share.problem("MX-VAULT-AUDIENCE", "store.audience", message, 'Write audience: "vault", or leave it out.');
  }
}

function reportApiServerAudience(share: Share, cluster: Cluster, { given, reader }: AudienceRequest): void {
  const example = `audience: ${quote(apiServerAudience(cluster) ?? "https://kubernetes.default.svc")}`;
  const what =
    reader === "app"
      ? "The platform logs in with its pod's own token, which is for the API server"
      : "The pod's token reviews itself at the API server";
  share.problem(
    "MX-VAULT-AUDIENCE",
    "store.audience",
    given === undefined
      ? `${what}, whose audience is not known: the cluster has no issuer.`
      : `${what}${reader === "app" ? " and not for" : ", which refuses a token for"} ${quote(given)}.`,
    reader === "app"
      ? `Write ${example}, as aud is in a token of \`kubectl create token\`.`
      : `Write ${example}, or another login: VaultLogin.IN_CLUSTER, REVIEWER_TOKEN or JWT.`,
  );
}

/** The API server's audiences are URLs: its issuer, and what `--api-audiences` adds. */
function isApiServerAudience(cluster: Cluster, audience: string): boolean {
  return audience !== "" && (audience === cluster.issuer || /^https:\/\//.test(audience));
}
