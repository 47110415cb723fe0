import * as crypto from "node:crypto";

/** Claims of a ServiceAccount's token. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: readonly string[];
  readonly exp: number;
  readonly nbf?: number;
}

/** Who issues tokens: what a cloud knows of a cluster. */
export interface Issuer {
  readonly issuer: string;
  readonly publicKey: crypto.KeyObject;
}

/**
 * The claims of a token, or what is wrong with it: signature, issuer and times are checked, as every cloud does before
 * it looks at the subject.
 */
export function verifiedClaims(token: string, { issuer, publicKey }: Issuer): Claims | string {
  const [header = "", body = "", signature = ""] = token.split(".");
  const signed = crypto.verify(
    "RSA-SHA256",
    Buffer.from(`${header}.${body}`),
    publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!signed) return "its signature is not of the issuer's key";
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claims;
  const now = Date.now() / 1000;
  if (claims.iss !== issuer) return `its issuer is ${claims.iss}`;
  if (claims.exp < now || (claims.nbf ?? 0) > now + 60) return "it is not valid at this time";
  return claims;
}

/** Access tokens that a cloud gave out, and to whom. */
export class Sessions<T> {
  private readonly holders = new Map<string, T>();

  issue(holder: T): string {
    const token = crypto.randomBytes(24).toString("base64url");
    this.holders.set(token, holder);
    return token;
  }

  /** The holder of the token in an `Authorization` header. */
  holderOf(authorization: string | undefined): T | undefined {
    return this.holders.get(/^Bearer (.+)$/.exec(authorization ?? "")?.[1] ?? "");
  }
}
