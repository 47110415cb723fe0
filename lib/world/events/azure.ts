import type { EventText } from "./text";

/** What the provider of Azure says. */
export const AZURE_TEXTS: readonly EventText[] = [
  {
    id: "azure-not-found",
    speaker: "Azure",
    says: /objectName:(?<name>[^,]+),[\s\S]*SecretNotFound/,
    example:
      "failed to mount objects, error: failed to get objectType:secret, objectName:database-password, objectVersion:: GET https://acme.vault.azure.net/secrets/database-password/ RESPONSE 404: 404 Not Found ERROR CODE: SecretNotFound",
    cause: "The vault has no secret $<name>.",
    fix: "Apply the stack, or fill what somebody else writes (explain names it).",
  },
  {
    id: "azure-denied",
    speaker: "Azure",
    says: /objectName:(?<name>[^,]+),[\s\S]*(ForbiddenByRbac|RESPONSE 403)/,
    example:
      "failed to mount objects, error: failed to get objectType:secret, objectName:database-password, objectVersion:: GET https://acme.vault.azure.net/secrets/database-password/ RESPONSE 403: 403 Forbidden ERROR CODE: Forbidden ForbiddenByRbac",
    cause: "The identity may not read the secret $<name>.",
    fix: "Apply the stack, and wait some minutes: a new role assignment takes that long. The vault has to use Azure RBAC, not access policies.",
  },
  {
    id: "azure-subject",
    speaker: "Azure",
    says: /AADSTS700213/,
    example:
      "ClientAssertionCredential authentication failed. POST https://login.microsoftonline.com/TENANT/oauth2/v2.0/token RESPONSE 401 AADSTS700213: No matching federated identity record found for presented assertion subject",
    cause: "No federated credential of the identity names this ServiceAccount of this cluster.",
    fix: "Apply the stack; doctor compares the cluster's issuer (issuer). A new credential takes some minutes.",
  },
  {
    id: "azure-audience",
    speaker: "Azure",
    says: /AADSTS700212/,
    example:
      "ClientAssertionCredential authentication failed. POST https://login.microsoftonline.com/TENANT/oauth2/v2.0/token RESPONSE 401 AADSTS700212: No matching federated identity record found for presented assertion audience",
    cause: "The federated credential is for another audience.",
    fix: "Apply the stack: it is made for api://AzureADTokenExchange.",
  },
  {
    id: "azure-client",
    speaker: "Azure",
    says: /AADSTS700016/,
    example:
      "ClientAssertionCredential authentication failed. POST https://login.microsoftonline.com/TENANT/oauth2/v2.0/token RESPONSE 400 AADSTS700016: Application with identifier 'x' was not found in the directory",
    cause: "The client id is of no identity of this tenant.",
    fix: "Compare identity's clientId and the store's tenantId with the managed identity.",
  },
  {
    id: "azure-token",
    speaker: "Azure",
    says: /token for audience (?<audience>api:\/\/\S+) not found|service account tokens not found/,
    example:
      "failed to mount objects, error: failed to build auth config for mode None: failed to parse workload identity tokens, error: token for audience api://AzureADTokenExchange not found",
    cause: "The driver hands the provider no token for api://AzureADTokenExchange.",
    fix: "Add it to the driver's chart value tokenRequests (doctor: csi-driver-audiences).",
  },
  {
    id: "azure-unreachable",
    speaker: "Azure",
    says: /Get "https:\/\/(?<host>[^/"]+\.vault\.[^/"]+)[^"]*": |objectName:[\s\S]*unexpected EOF/,
    example:
      'failed to mount objects, error: failed to get objectType:secret, objectName:database-password, objectVersion:: Get "https://acme.vault.azure.net/secrets/database-password/": dial tcp: lookup acme.vault.azure.net: no such host',
    cause: "The provider does not reach the vault $<host>.",
    fix: "Check the vault's name, its firewall and private endpoint, and the nodes' way out.",
  },
];
