import type { Question } from "../oracle";
import { EXCHANGE } from "./evaluator";
import type { AzureNeeds } from "./needs";

const SECRETS = "Microsoft.KeyVault/vaults/secrets";
const READ = `${SECRETS}/getSecret/action`;
/** The role that reads a secret reads what is known of it, too. */
const METADATA = `${SECRETS}/readMetadata/action`;
const OTHER_SECRET_ACTIONS = ["setSecret", "backup", "purge", "recover", "restore", "update"].map(
  (name) => `${SECRETS}/${name}/action`,
);
const CONTAINERS = "Microsoft.Storage/storageAccounts/blobServices/containers";
const FILES = ["read", "write", "delete", "add/action", "move/action"].map((name) => `${CONTAINERS}/blobs/${name}`);
const OTHER_FILE_ACTIONS = [
  "runAsSuperUser/action",
  "manageOwnership/action",
  "modifyPermissions/action",
  "permanentDelete/action",
  "immutableStorage/runAsSuperUser/action",
  "tags/write",
].map((name) => `${CONTAINERS}/blobs/${name}`);
const AUDIENCE = "api://AzureADTokenExchange";

/** Everything that the pod has to be able to do, and what a wider scope, another role or subject would let it do. */
export function azureQuestions(needs: AzureNeeds): readonly Question[] {
  return [
    ...exchangeQuestions(needs),
    ...(needs.vault === undefined ? [] : vaultQuestions(needs, needs.vault)),
    ...(needs.container === undefined ? [] : containerQuestions(needs, needs.container)),
    ...managementQuestions(needs),
  ];
}

interface Token {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Whose token becomes one of the identity. Each refused one differs from the allowed one in one thing only. */
function exchangeQuestions({ issuer, subject, identity }: AzureNeeds): readonly Question[] {
  const { namespace, name } = subject;
  const account = (inNamespace: string, of: string) => `system:serviceaccount:${inNamespace}:${of}`;
  const own: Token = { issuer, subject: account(namespace, name), audience: AUDIENCE };
  const refused: readonly (readonly [title: string, change: Partial<Token>])[] = [
    ["other ServiceAccount", { subject: account(namespace, `${name}-2`) }],
    ["ServiceAccount with a shorter name", { subject: account(namespace, name.slice(0, -1)) }],
    ["default ServiceAccount", { subject: account(namespace, "default") }],
    ["other namespace", { subject: account(`${namespace}-2`, name) }],
    ["no namespace", { subject: `${namespace}:${name}` }],
    ["audience of the API server", { audience: issuer }],
    ["other audience", { audience: "https://elsewhere.example.com" }],
    ["other cluster", { issuer: `${issuer}2/` }],
    ["issuer without its last slash", { issuer: issuer.endsWith("/") ? issuer.slice(0, -1) : `${issuer}/` }],
  ];
  const exchange = (title: string, token: Token, expected: boolean, resource = identity): Question => {
    return { title, action: EXCHANGE, resource, context: { ...token }, expected };
  };
  return [
    exchange("the pod itself", own, true),
    ...refused.map(([title, change]) => exchange(title, { ...own, ...change }, false)),
    exchange("another identity", own, false, `${identity}-2`),
  ];
}

function vaultQuestions(needs: AzureNeeds, vault: string): readonly Question[] {
  const { secrets, foreign, ownVault, principal } = needs;
  const ask = asking(principal, "data");
  const at = (name: string, of = vault) => `${of}/secrets/${name}`;
  const own = new Set(secrets.map((name) => name.toLowerCase()));
  const siblings = [...new Set(secrets.flatMap(neighboursOf))].filter((name) => !own.has(name.toLowerCase()));
  const anyName = secrets[0] ?? foreign[0] ?? "database-password";
  return [
    ...secrets.flatMap((name) => [READ, METADATA].map((action) => ask("own secret", action, at(name), true))),
    ...secrets.flatMap((name) =>
      [...OTHER_SECRET_ACTIONS, `${SECRETS}/delete`].map((action) => ask("own secret", action, at(name), false)),
    ),
    ...secrets.map((name) => ({ ...asking("somebody else", "data")("own secret", READ, at(name), false) })),
    ...foreign.map((name) => ask("own secret, which somebody else reads", READ, at(name), false)),
    // In a vault of its own everything is the environment's, whatever it is called.
    ...siblings.map((name) => ask("sibling", READ, at(name), ownVault && secrets.length > 0)),
    ask("names in the vault", METADATA, vault, ownVault && secrets.length > 0),
    ...placesAround(vault).map((other) => ask("another vault", READ, at(anyName, other), false)),
    ask("the resource group", READ, vault.replace(/\/providers\/.*$/, ""), false),
    ask("the subscription", READ, vault.replace(/\/resourceGroups\/.*$/, ""), false),
    ask("keys", "Microsoft.KeyVault/vaults/keys/read", `${vault}/keys/${anyName}`, false),
    ask("keys", "Microsoft.KeyVault/vaults/keys/decrypt/action", `${vault}/keys/${anyName}`, false),
    ask("certificates", "Microsoft.KeyVault/vaults/certificates/read", `${vault}/certificates/${anyName}`, false),
  ];
}

function containerQuestions({ principal }: AzureNeeds, container: string): readonly Question[] {
  const ask = asking(principal, "data");
  const manage = asking(principal, "management");
  const account = container.replace(/\/blobServices\/.*$/, "");
  const inAccount = (of: string, name = container.split("/").at(-1) ?? "") =>
    `${of}/blobServices/default/containers/${name}`;
  const siblings = [`${container}-2`, `${container}x`, container.slice(0, -1), inAccount(account, "$logs")];
  const all = [...siblings, ...placesAround(account).map((other) => inAccount(other))];
  return [
    ...FILES.map((action) => ask("own container", action, container, true)),
    // Azure has no role that writes files and can't do these to their container.
    ...["read", "write", "delete"].map((name) =>
      manage("own container itself", `${CONTAINERS}/${name}`, container, true),
    ),
    ...OTHER_FILE_ACTIONS.map((action) => ask("own container", action, container, false)),
    ...["setAcl/action", "lease/action", "immutabilityPolicies/write"].map((name) =>
      manage("own container itself", `${CONTAINERS}/${name}`, container, false),
    ),
    ...FILES.map((action) => asking("somebody else", "data")("own container", action, container, false)),
    ...all.flatMap((other) => FILES.map((action) => ask("another container", action, other, false))),
    ...all.map((other) => manage("another container", `${CONTAINERS}/delete`, other, false)),
    ask("the account", `${CONTAINERS}/blobs/read`, account, false),
    ask("its queues", "Microsoft.Storage/storageAccounts/queueServices/queues/messages/read", account, false),
    ...["listKeys/action", "read", "write", "delete", "blobServices/generateUserDelegationKey/action"].map((name) =>
      manage("the account", `Microsoft.Storage/storageAccounts/${name}`, account, false),
    ),
  ];
}

/** What the resources' owner does with them: the pod does nothing of it. */
function managementQuestions({ principal, identity, vault, container, secrets }: AzureNeeds): readonly Question[] {
  const manage = asking(principal, "management");
  const inVault = vault === undefined ? [] : [vault, ...secrets.map((name) => `${vault}/secrets/${name}`)];
  const places = [...inVault, ...(container === undefined ? [] : [container]), identity];
  const groups = new Set(places.map((resource) => resource.replace(/\/providers\/.*$/, "")));
  const actions = [
    "Microsoft.Authorization/roleAssignments/read",
    "Microsoft.Authorization/roleAssignments/write",
    "Microsoft.KeyVault/vaults/accessPolicies/write",
    "Microsoft.KeyVault/vaults/delete",
    "Microsoft.KeyVault/vaults/read",
    "Microsoft.KeyVault/vaults/secrets/read",
    "Microsoft.KeyVault/vaults/secrets/write",
    "Microsoft.KeyVault/vaults/write",
    "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
    "Microsoft.Resources/subscriptions/resourceGroups/read",
    "Microsoft.Storage/storageAccounts/listKeys/action",
  ];
  return [...places, ...groups].flatMap((place) => actions.map((action) => manage("management", action, place, false)));
}

/** Names that a prefix or a missing separator would take in. */
function neighboursOf(name: string): readonly string[] {
  return [`${name}-2`, `${name}x`, `x${name}`, name.slice(0, -1), "other"].filter((other) => other !== "");
}

/** The same in another resource, resource group and subscription. */
function placesAround(id: string): readonly string[] {
  return [
    `${id}-2`,
    id.slice(0, -1),
    id.replace(/\/resourceGroups\/[^/]+/, "/resourceGroups/other"),
    id.replace(/\/subscriptions\/[^/]+/, "/subscriptions/ffffffff-ffff-ffff-ffff-ffffffffffff"),
  ];
}

function asking(principal: string, plane: "data" | "management") {
  return (title: string, action: string, resource: string, expected: boolean): Question => {
    return { title, action, resource, expected, context: { principal, plane } };
  };
}
