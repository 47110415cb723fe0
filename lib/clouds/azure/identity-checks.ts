import { Reference } from "../../core/expression";
import type { Setting } from "../../core/entry";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { isToken } from "../../core/names";
import { checkGuid, checkText } from "./ids";
import type { FederatedCredential, IdentityPlan } from "./identity-plan";
import { isIdentityName } from "./names";

const CREDENTIALS_MAX = 20;

export function checkIdentityProps(share: Share, plan: IdentityPlan): void {
  const { made, existing, name } = plan;
  if (existing) {
    checkGuid(share, "identity.clientId", existing.clientId, "client id of the identity", "az identity show");
    checkGuid(share, "identity.principalId", existing.principalId, "object id of the identity", "az identity show");
    if (plan.resourceId) return;
    share.problem(
      "MX-AZURE-IDENTITY",
      "identity.resourceId",
      `${isToken(existing.resourceId) ? "A Terraform token" : quote(existing.resourceId)} is not the resource id of a managed identity, known at synthesis and in Azure's own spelling.`,
      'Write "/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME".',
    );
    return;
  }
  checkText(share, "identity.resourceGroupName", made?.resourceGroupName, 'resourceGroupName: "mendix"');
  checkText(share, "identity.location", made?.location, 'location: "westeurope"');
  if (made?.clientId !== undefined) {
    checkGuid(share, "identity.clientId", made.clientId, "client id of the identity", "az identity show");
  }
  if (!isToken(name) && isIdentityName(name)) return;
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-AZURE-IDENTITY",
    "identity.name",
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a managed identity: 3 to 128 letters, digits, - and _, a letter or digit in front, known at synthesis.`,
    'Write name: "orders-prod", or leave it out.',
  );
}

/** A wrong credential is taken without a word, and fails only when a pod shows its token. */
export function checkFederation(share: Share, { credentials, federation }: IdentityPlan): void {
  for (const credential of credentials) checkIssuer(share, credential);
  checkTwice(share, credentials, ({ issuer }) => issuer, "one issuer");
  checkTwice(share, credentials, ({ name }) => name.toLowerCase(), "one name");
  if (credentials.length > CREDENTIALS_MAX) {
    share.problem(
      "MX-AZURE-FEDERATION",
      "identity.alsoTrust",
      `The identity would trust ${credentials.length} clusters, Azure takes ${CREDENTIALS_MAX} federated credentials.`,
      "Give the other clusters an environment of their own.",
    );
  }
  const { audience } = federation;
  if (audience !== undefined && !isToken(audience) && (audience === "" || audience.length > 600)) {
    const message = `${quote(audience)} is not an audience of 1 to 600 characters.`;
    share.problem("MX-AZURE-FEDERATION", "identity.audience", message, "Leave audience out.");
  }
}

function checkIssuer(share: Share, { issuer, cluster }: FederatedCredential): void {
  if (isToken(issuer)) return;
  const isUrl = /^https:\/\/[^\s?#]+$/.test(issuer) && issuer.length <= 600;
  // Entra compares the text, and AKS prints its issuer with a slash at the end.
  if (isUrl && (cluster.kind !== "AKS" || issuer.endsWith("/"))) return;
  share.problem(
    "MX-AZURE-FEDERATION",
    "cluster.issuer",
    isUrl
      ? `The issuer ${quote(issuer)} of the AKS cluster "${cluster.name}" lacks its trailing slash; Entra compares the whole text.`
      : `The cluster "${cluster.name}" has no issuer URL that Entra could verify its tokens with (${quote(issuer)}).`,
    isUrl
      ? `Write issuer: ${quote(`${issuer}/`)}.`
      : 'Write issuer: the text that `az aks show --query oidcIssuerProfile.issuerUrl` prints, for example "https://westeurope.oic.prod-aks.azure.com/TENANT/ID/".',
  );
}

/** An identity takes an issuer, and a credential's name, once. */
function checkTwice(
  share: Share,
  credentials: readonly FederatedCredential[],
  factOf: (credential: FederatedCredential) => string,
  what: string,
): void {
  const seen = new Map<string, FederatedCredential>();
  for (const credential of credentials) {
    const fact = factOf(credential);
    const earlier = seen.get(fact);
    seen.set(fact, credential);
    if (!earlier || fact === "") continue;
    share.problem(
      "MX-AZURE-FEDERATION",
      "identity.alsoTrust",
      `The clusters "${earlier.cluster.name}" and "${credential.cluster.name}" have ${what}, and an identity takes it once.`,
      "Write each cluster with its own name and issuer, or take one of them out.",
    );
  }
}

/**
 * An identity that an environment makes is its own. One of somebody else's may serve several, each with credentials
 * under a name of its own.
 */
export function claimIdentity(share: Share, plan: IdentityPlan, clientId: Setting): void {
  const { subscription = "", resourceGroup = plan.made?.resourceGroupName ?? "" } = plan.resourceId ?? {};
  const prop = plan.existing ? "identity.resourceId" : "identity.name";
  const exclusive = !plan.existing;
  if (!isToken(resourceGroup) && !isToken(plan.name)) {
    // Names are unique in a group; the subscription of a new one is the provider's and not known here.
    const scope = [plan.existing ? subscription : (plan.credentials[0]?.cluster.subscription ?? ""), resourceGroup];
    const name = plan.name.toLowerCase();
    share.claims.push({
      kind: "managed identity",
      scope: scope.join("/").toLowerCase(),
      name,
      prop,
      exclusive,
      identity: true,
    });
  }
  for (const { name } of plan.existing?.mutable ? plan.credentials : []) {
    const holder = String(plan.existing?.resourceId).toLowerCase();
    share.claims.push({ kind: "federated credential", scope: holder, name: name.toLowerCase(), prop });
  }
  if (Reference.isReference(clientId) || isToken(clientId)) return;
  share.claims.push({
    kind: "managed identity",
    scope: "client id",
    name: clientId.toLowerCase(),
    prop: "identity.clientId",
    exclusive,
  });
}

/** What the owner of an identity does where the environment may not. */
export function describeExisting(share: Share, plan: IdentityPlan): void {
  const as = "as the owner of the managed identity";
  for (const { name, issuer, subject, audience } of plan.credentials) {
    share.steps.push({
      as,
      does: `Add the federated credential ${name} to ${plan.name}: issuer ${issuer}, subject ${subject}, audience ${audience}`,
      note: "skip it where the identity has this credential, or write mutable: true, and the environment adds it",
    });
  }
  for (const role of new Set(plan.assignments.map((assignment) => assignment.role))) {
    const assigned = plan.assignments.filter((assignment) => assignment.role === role);
    const scopes = assigned.map(({ scope }) => scope);
    share.steps.push({
      as,
      does: `Assign the role ${role} to ${plan.name} at ${scopes.map(String).join(", ")}`,
      note: "or write mutable: true, and the environment assigns it",
      knownAfterApply: scopes.filter(Reference.isReference),
      carries: assigned.map(({ grant }) => grant),
    });
  }
}
