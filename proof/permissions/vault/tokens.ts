import { generateKeyPairSync, sign, verify, type KeyObject } from "node:crypto";

/** What a token of a ServiceAccount says. */
export interface Claims {
  readonly issuer: string;
  readonly audience: string;
  readonly namespace: string;
  readonly account: string;
}

const ALGORITHM = { algorithm: "sha256", dsaEncoding: "ieee-p1363" } as const;
/** Seconds that a token is valid. */
const LIFETIME = 3_600;

/** The key that a cluster signs its tokens with. */
export class ClusterKey {
  private readonly pair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } = generateKeyPairSync("ec", {
    namedCurve: "P-256",
  });

  get publicPem(): string {
    return this.pair.publicKey.export({ type: "spki", format: "pem" }).toString();
  }

  /** A token as the API server projects it into a pod. */
  token({ issuer, audience, namespace, account }: Claims): string {
    const now = Math.floor(Date.now() / 1_000);
    const uid = `uid-of-${namespace}-${account}`;
    const claims = {
      iss: issuer,
      aud: [audience],
      sub: `system:serviceaccount:${namespace}:${account}`,
      iat: now,
      nbf: now,
      exp: now + LIFETIME,
      "kubernetes.io": { namespace, serviceaccount: { name: account, uid } },
    };
    const content = `${encoded({ alg: "ES256", typ: "JWT" })}.${encoded(claims)}`;
    const { algorithm, dsaEncoding } = ALGORITHM;
    const signature = sign(algorithm, Buffer.from(content), { key: this.pair.privateKey, dsaEncoding });
    return `${content}.${signature.toString("base64url")}`;
  }

  /** The claims of a token that this key signed. */
  read(token: string): Readonly<Record<string, unknown>> | undefined {
    const [header = "", claims = "", signature = ""] = token.split(".");
    const { algorithm, dsaEncoding } = ALGORITHM;
    const key = { key: this.pair.publicKey, dsaEncoding } as const;
    const content = Buffer.from(`${header}.${claims}`);
    if (!verify(algorithm, content, key, Buffer.from(signature, "base64url"))) return undefined;
    return JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as Readonly<Record<string, unknown>>;
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
