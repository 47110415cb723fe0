/**
 * The policy as JSON, which Vault reads as it reads its own language: read on exactly these paths of its API, no
 * listing, no metadata. A serializer writes it, so no path can end its quotes.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies
 */
export function policyText(paths: readonly string[]): string {
  const sorted = [...new Set(paths)].sort();
  const rules = Object.fromEntries(sorted.map((path) => [path, { capabilities: ["read"] }]));
  return JSON.stringify({ path: rules }, undefined, 2);
}
