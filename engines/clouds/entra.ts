import * as crypto from "node:crypto";
import type { CloudRequest, HttpAnswer } from "./cloud-server";
import { Sessions, verifiedClaims, type Issuer } from "./tokens";

export const ENTRA_HOST = "login.microsoftonline.com";

export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
}

/** A managed identity: who it is to Entra ID, and whose tokens it takes for its own. */
export interface ManagedIdentity {
  readonly tenant: string;
  readonly clientId: string;
  readonly principalId: string;
  readonly credentials: FederatedCredential[];
}

/** Whom a token of Entra ID speaks for, and the service that it is for. */
export interface EntraSession {
  readonly identity: ManagedIdentity;
  readonly scope: string;
}

const CHECK =
  "Check your federated identity credential Subject, Audience and Issuer against the presented assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

/**
 * As much of Entra ID as a workload's token needs to become an access token: the client has to be of the tenant, the
 * token the cluster's, and one federated credential has to name its issuer, subject and audience.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation
 */
export class Entra {
  readonly identities: ManagedIdentity[] = [];
  readonly sessions = new Sessions<EntraSession>();

  constructor(private readonly issuer: Issuer) {}

  answer({ url, body }: CloudRequest): HttpAnswer {
    const [tenant = "", ...rest] = url.pathname.split("/").filter(Boolean);
    if (url.pathname.startsWith("/common/discovery/instance")) return discovery(url);
    if (rest.join("/") === "v2.0/.well-known/openid-configuration") return configurationOf(tenant);
    if (rest.join("/") !== "oauth2/v2.0/token") return { status: 404, body: { error: "not_found" } };
    return this.token(tenant, new URLSearchParams(body.toString("utf8")));
  }

  private token(tenant: string, form: URLSearchParams): HttpAnswer {
    const client = form.get("client_id") ?? "";
    const identity = this.identities.find(({ clientId }) => clientId === client);
    if (identity?.tenant !== tenant)
      return refusal(
        400,
        "unauthorized_client",
        700016,
        `Application with identifier '${client}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
      );
    const claims = verifiedClaims(form.get("client_assertion") ?? "..", this.issuer);
    if (typeof claims === "string") return invalid(50027, `JWT token is invalid or malformed: ${claims}.`);
    const mismatch = mismatchOf(identity.credentials, claims);
    if (mismatch !== undefined) return mismatch;
    const token = this.sessions.issue({ identity, scope: form.get("scope") ?? "" });
    return { status: 200, body: { token_type: "Bearer", expires_in: 3599, ext_expires_in: 3599, access_token: token } };
  }
}

/** Entra ID says which of the three is wrong: the issuer, then the subject, then the audience. */
function mismatchOf(
  credentials: readonly FederatedCredential[],
  { iss, sub, aud }: { readonly iss: string; readonly sub: string; readonly aud: readonly string[] },
): HttpAnswer | undefined {
  const presented = (what: string, value: string) =>
    `No matching federated identity record found for presented assertion ${what} '${value}'. ${CHECK}`;
  const ofIssuer = credentials.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) return invalid(700211, presented("issuer", iss));
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub);
  if (ofSubject.length === 0) return invalid(700213, presented("subject", sub));
  if (!ofSubject.some(({ audiences }) => audiences.some((audience) => aud.includes(audience))))
    return invalid(700212, presented("audience", aud.join(",")));
  return undefined;
}

const invalid = (code: number, text: string) => refusal(401, "invalid_client", code, text);

function refusal(status: number, error: string, code: number, text: string): HttpAnswer {
  const [trace, correlation] = [crypto.randomUUID(), crypto.randomUUID()];
  const description = `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation}`;
  return { status, body: { error, error_description: description, error_codes: [code], trace_id: trace } };
}

function discovery(url: URL): HttpAnswer {
  const endpoint = url.searchParams.get("authorization_endpoint") ?? "";
  const body = {
    tenant_discovery_endpoint: endpoint.replace(/\/oauth2.*/, "/v2.0/.well-known/openid-configuration"),
    "api-version": "1.1",
    metadata: [{ preferred_network: ENTRA_HOST, preferred_cache: ENTRA_HOST, aliases: [ENTRA_HOST] }],
  };
  return { status: 200, body };
}

function configurationOf(tenant: string): HttpAnswer {
  const base = `https://${ENTRA_HOST}/${tenant}`;
  const body = {
    issuer: `${base}/v2.0`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
  };
  return { status: 200, body };
}
