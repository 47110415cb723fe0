import * as crypto from "node:crypto";
import type { CloudRequest } from "../../engines/clouds/cloud-server";
import type { Issuer } from "../../engines/clouds/tokens";

const { privateKey, publicKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });

/** The cluster whose tokens count. */
export const ISSUER: Issuer = { issuer: "https://issuer.example.com/", publicKey };

/** A ServiceAccount's token; a test changes the claims that it is about. */
export function token(claims: object = {}, key: crypto.KeyObject = privateKey): string {
  const own = { iss: ISSUER.issuer, sub: "system:serviceaccount:mendix:orders", exp: Date.now() / 1000 + 60 };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "RS256" })}.${part({ ...own, ...claims })}`;
  return `${signed}.${crypto.sign("RSA-SHA256", Buffer.from(signed), key).toString("base64url")}`;
}

/** A token that only looks like the cluster's. */
export function forged(claims: object): string {
  return token(claims, crypto.generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);
}

/** A request as a provider sends it. */
export function request(url: string, body: Buffer | string = "", headers: Record<string, string> = {}): CloudRequest {
  const parsed = new URL(url);
  return { host: parsed.host, method: body === "" ? "GET" : "POST", url: parsed, headers, body: Buffer.from(body) };
}
