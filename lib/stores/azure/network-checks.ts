import { isIPv4 } from "node:net";
import { parseResourceId } from "../../clouds/azure/ids";
import { isToken } from "../../core/names";
import { MistypedProp } from "../../core/prop-types";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import type { AzureKeyVaultProps } from "./props";

/** Rules that a vault takes. */
export const IP_RULES_MAX = 1_000;
export const SUBNET_RULES_MAX = 200;

/** Ranges of RFC 1918, as Key Vault refuses them: first and last address. */
const PRIVATE: readonly (readonly [string, string])[] = [
  ["10.0.0.0", "10.255.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.168.0.0", "192.168.255.255"],
];

/**
 * Checks who may reach a vault that is made here.
 *
 * @see https://learn.microsoft.com/en-us/azure/key-vault/general/network-security
 */
export function checkNetwork(share: Share, made: AzureKeyVaultProps): void {
  const { allowedIpRanges: ranges = [], allowedSubnetIds: subnets = [] } = made;
  for (const range of ranges) checkRange(share, range);
  checkNumber(share, "allowedIpRanges", ranges.length, IP_RULES_MAX);
  checkNumber(share, "allowedSubnetIds", subnets.length, SUBNET_RULES_MAX);
  checkPrivateEndpoint(share, made);
  if (made.publicNetworkAccess !== false || ranges.length + subnets.length === 0) return;
  share.problem(
    "MX-AZURE-NETWORK",
    "store.publicNetworkAccess",
    "The vault has no public endpoint, so its address and subnet rules allow nobody.",
    "Take allowedIpRanges and allowedSubnetIds out, or publicNetworkAccess: false.",
  );
}

function checkRange(share: Share, range: string): void {
  if (isToken(range)) return;
  const span = spanOf(range);
  if (span && !PRIVATE.some(([first, last]) => span.first <= numberOf(last) && numberOf(first) <= span.last)) return;
  share.problem(
    "MX-AZURE-NETWORK",
    "store.allowedIpRanges",
    span
      ? `${quote(range)} holds private addresses, which Key Vault refuses as a rule.`
      : `${quote(range)} is not an IPv4 address or range.`,
    span
      ? 'Write the public address that they leave by, "203.0.113.0/24", or allowedSubnetIds or privateEndpoint.'
      : 'Write "203.0.113.0/24".',
  );
}

/** First and last address of a range, or undefined where the text is none. */
function spanOf(range: string): { readonly first: number; readonly last: number } | undefined {
  const [, address = "", prefix = "32"] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(range) ?? [];
  const bits = Number(prefix);
  if (!isIPv4(address) || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const first = Math.floor(numberOf(address) / size) * size;
  return { first, last: first + size - 1 };
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function checkNumber(share: Share, prop: string, rules: number, most: number): void {
  if (rules <= most) return;
  const message = `These are ${rules} rules, a vault takes ${most}.`;
  share.problem("MX-AZURE-NETWORK", `store.${prop}`, message, "Write wider ranges, or a private endpoint.");
}

function checkPrivateEndpoint(share: Share, { privateEndpoint }: AzureKeyVaultProps): void {
  if (privateEndpoint === undefined) return;
  if (typeof privateEndpoint !== "object" || privateEndpoint === null) {
    throw new MistypedProp("store.privateEndpoint", "a map");
  }
  const { subnetId, privateDnsZoneId } = privateEndpoint;
  if (!isToken(subnetId) && !isSubnetId(String(subnetId))) {
    reportId(share, "subnetId", subnetId, "a subnet", "Microsoft.Network/virtualNetworks/NETWORK/subnets/SUBNET");
  }
  if (privateDnsZoneId === undefined || isToken(privateDnsZoneId)) return;
  const zone = parseResourceId(privateDnsZoneId, "Microsoft.Network/privateDnsZones");
  if (zone?.name.startsWith("privatelink.vaultcore.")) return;
  const type = "Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net";
  reportId(share, "privateDnsZoneId", privateDnsZoneId, "the private DNS zone of Key Vault", type);
}

function isSubnetId(id: string): boolean {
  const network = /^(.+)\/subnets\/[\w.-]{1,80}$/.exec(id)?.[1];
  return parseResourceId(network, "Microsoft.Network/virtualNetworks") !== undefined;
}

function reportId(share: Share, prop: string, id: unknown, what: string, type: string): void {
  share.problem(
    "MX-AZURE-NETWORK",
    `store.privateEndpoint.${prop}`,
    `${id === undefined ? "Nothing" : quote(id)} is not the resource id of ${what}.`,
    `Write "/subscriptions/ID/resourceGroups/GROUP/providers/${type}".`,
  );
}
