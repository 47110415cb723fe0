/** A secret as a careless program might show it. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, "utf8");
  return [secret, bytes.toString("base64"), bytes.toString("hex"), [...bytes].join(" "), JSON.stringify(secret)];
}
