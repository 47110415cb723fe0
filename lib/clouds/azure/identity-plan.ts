import type { Reference } from "../../core/expression";
import type { Cluster } from "../../core/cluster";
import type { Setting } from "../../core/entry";
import type { AzureGrant, Grant } from "../../core/grant";
import { tokenSubject, type Subject } from "../../core/subject";
import { isToken } from "../../core/names";
import { parseResourceId, type ResourceId } from "./ids";
import { assignmentName, credentialName, identityName } from "./names";
import type { ExistingManagedIdentityProps, AzureWorkloadIdentityProps, FederationProps } from "./identity-props";

/** Audience that the CSI provider and the webhook ask the cluster for. */
const DEFAULT_AUDIENCE = "api://AzureADTokenExchange";

export interface FederatedCredential {
  readonly name: string;
  readonly cluster: Cluster;
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

export interface RoleAssignment {
  /** Construct id, unique in the environment. */
  readonly id: string;
  /** GUID of the assignment. */
  readonly name: string;
  readonly role: string;
  readonly scope: string | Reference;
  readonly summary: string;
  /** Id of the grant that it makes true. */
  readonly grant: string;
}

/** What is made of the identity: pure data, the same whenever it is asked for. */
export interface IdentityPlan {
  readonly name: string;
  readonly resourceId: ResourceId | undefined;
  readonly made: AzureWorkloadIdentityProps | undefined;
  readonly existing: ExistingManagedIdentityProps | undefined;
  readonly federation: FederationProps;
  readonly principalId: Setting;
  readonly credentials: readonly FederatedCredential[];
  readonly assignments: readonly RoleAssignment[];
}

export interface IdentityRequest {
  readonly made: AzureWorkloadIdentityProps | undefined;
  readonly existing: ExistingManagedIdentityProps | undefined;
  readonly federation: FederationProps;
  readonly principalId: Setting;
  readonly grants: readonly Grant[];
}

const IDENTITY_TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

export function planIdentity(subject: Subject, request: IdentityRequest): IdentityPlan {
  const { grants, ...rest } = request;
  const resourceId = parseResourceId(request.existing?.resourceId, IDENTITY_TYPE);
  const name = request.existing ? (resourceId?.name ?? "") : (request.made?.name ?? identityName(subject));
  const clusters = [subject.cluster, ...(request.federation.alsoTrust ?? [])];
  const holder = request.existing?.resourceId ?? `${known(request.made?.resourceGroupName)}/${name}`;
  return {
    ...rest,
    name,
    resourceId,
    credentials: clusters.map((cluster) => credentialOf(trusted(subject, cluster), request.federation)),
    assignments: grants
      .filter((grant) => grant.cloud === "azure")
      .map((grant) => assignmentOf(grant, [subject.cluster.subscription ?? "", holder, credentialName(subject)])),
  };
}

/** The pod of a cluster. Each of several clusters has a credential, which is named after the cluster that it trusts. */
function trusted({ namedAs, ...subject }: Subject, cluster: Cluster): Subject {
  return { ...subject, cluster, ...(namedAs ? { namedAs: { ...namedAs, cluster: cluster.name } } : {}) };
}

function credentialOf(subject: Subject, { audience }: FederationProps): FederatedCredential {
  return {
    name: credentialName(subject),
    cluster: subject.cluster,
    issuer: subject.cluster.issuer ?? "",
    subject: tokenSubject(subject),
    audience: audience ?? DEFAULT_AUDIENCE,
  };
}

/** An assignment can't be changed, so whatever is known of who, what and where is in its name. */
function assignmentOf(grant: AzureGrant, holder: readonly string[]): RoleAssignment {
  const { id, role, scope, summary } = grant;
  const where = typeof scope === "string" ? known(scope) : scope.id;
  return { id, role, scope, summary, grant: grant.key, name: assignmentName(...holder, id, role, where) };
}

/** A token's text depends on the order of construction. */
function known(text: string | undefined): string {
  return text === undefined || isToken(text) ? "" : text;
}
