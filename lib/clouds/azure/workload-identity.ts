import { acrossCopies } from "../../core/brand";
import { Reference } from "../../core/expression";
import { assertClusters, type Cluster } from "../../core/cluster";
import type { Setting } from "../../core/entry";
import type { Grant } from "../../core/grant";
import { Identity, type Context, type IdentityShare } from "../../core/parts";
import { providerHandle } from "../../core/provider-handle";
import { Share } from "../../core/share";
import { subjectClaims, tokenSubject, type Subject } from "../../core/subject";
import { AzureCloud } from "./cloud";
import { checkFederation, checkIdentityProps, claimIdentity, describeExisting } from "./identity-checks";
import { IDENTITY, identityResources } from "./identity-resources";
import { planIdentity, type IdentityPlan } from "./identity-plan";
import { assertTypes } from "../../core/prop-types";
import { shellCommand } from "../../core/shell";
import type { AzureWorkloadIdentityProps, ExistingManagedIdentityProps, FederationProps } from "./identity-props";

const PROP_TYPES = {
  alsoTrust: "list",
  audience: "text",
  name: "text",
  clientId: "text",
  tags: "map of texts",
  resourceId: "text",
  principalId: "text",
  mutable: "flag",
} as const;

const CLIENT_ID = new Reference(IDENTITY, "client_id", "client id of the managed identity", "identity.clientId");
const PRINCIPAL_ID = new Reference(
  IDENTITY,
  "principal_id",
  "object id of the managed identity",
  "identity.principalId",
);

/** Annotation that the Operator's sidecar and the webhook read the identity from. */
const CLIENT_ID_ANNOTATION = "azure.workload.identity/client-id";

/**
 * Azure workload identity: the pod's token is exchanged for one of a user-assigned managed identity that trusts
 * exactly this ServiceAccount.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-azure-key-vault
 */
export class AzureWorkloadIdentity extends Identity {
  static {
    acrossCopies(this, "AzureWorkloadIdentity");
  }

  /** An identity that somebody else made. */
  static fromExisting(props: ExistingManagedIdentityProps): AzureWorkloadIdentity {
    return new AzureWorkloadIdentity(undefined, props);
  }

  readonly cloud = "azure";
  readonly title = "Azure workload identity";
  readonly azureCloud: AzureCloud;
  /** Client id: what the SecretProviderClass, the ServiceAccount and Azure SQL call the identity. */
  readonly clientId: Setting;
  /** Object id: what role assignments and PostgreSQL call it. */
  readonly principalId: Setting;

  constructor(props: AzureWorkloadIdentityProps);
  /** @internal */
  constructor(props: undefined, existing: ExistingManagedIdentityProps);
  constructor(
    private readonly props: AzureWorkloadIdentityProps | undefined,
    private readonly existing?: ExistingManagedIdentityProps,
  ) {
    super();
    this.azureCloud = this.federation.cloud ?? AzureCloud.PUBLIC;
    this.clientId = existing?.clientId ?? props?.clientId ?? CLIENT_ID;
    this.principalId = existing?.principalId ?? PRINCIPAL_ID;
  }

  /** Name of the managed identity: what Azure SQL calls the user. */
  nameFor(subject: Subject): string {
    return this.plan(subject, []).name;
  }

  describe(context: Context, grants: readonly Grant[]): IdentityShare {
    assertTypes("identity", this.existing ?? this.props ?? {}, PROP_TYPES);
    assertClusters("identity.alsoTrust", this.federation.alsoTrust);
    const share = new Share();
    const { subject } = context;
    const plan = this.plan(subject, grants);
    checkIdentityProps(share, plan);
    checkFederation(share, plan);
    claimIdentity(share, plan, this.clientId);
    for (const [index, cluster] of (this.federation.alsoTrust ?? []).entries()) {
      share.claims.push(...subjectClaims({ ...subject, cluster }, `identity.alsoTrust[${index}]`));
    }
    share.providers.add("azurerm");
    share.serviceAccountAnnotations[CLIENT_ID_ANNOTATION] = this.clientId;
    share.restartOn["identity"] = "azure-workload-identity";
    share.make(() => identityResources(plan));
    needSubscription(share, subject, plan);
    if (plan.existing && !plan.existing.mutable) describeExisting(share, plan);
    this.describeCluster(share, subject.cluster);
    const names = plan.credentials.map(({ cluster }) => cluster.name).join(" and ");
    const trusts = `only ${tokenSubject(subject)} of ${names}`;
    return Object.assign(share, { principal: `managed identity ${plan.name}`, trusts });
  }

  private get federation(): FederationProps {
    return this.existing ?? this.props ?? {};
  }

  private plan(subject: Subject, grants: readonly Grant[]): IdentityPlan {
    return planIdentity(subject, {
      made: this.props,
      existing: this.existing,
      federation: this.federation,
      principalId: this.principalId,
      grants,
    });
  }

  private describeCluster(share: Share, cluster: Cluster): void {
    if (cluster.kind !== "AKS") return;
    share.steps.push({
      as: "as the cluster's administrator",
      does: shellCommand(
        ...["az", "aks", "update", "--resource-group", "GROUP", "--name", cluster.name],
        ...["--enable-oidc-issuer", "--enable-workload-identity"],
      ),
      command: true,
      note: "skip it where both are on",
    });
  }
}

/** A new identity is made where its provider acts; the credentials of an existing one are made where it is. */
function needSubscription(share: Share, { cluster }: Subject, plan: IdentityPlan): void {
  if (plan.existing && !plan.existing.mutable) return;
  const handle = providerHandle(plan.federation.provider);
  const own = handle === undefined ? cluster.subscription : undefined;
  const subscription = plan.existing ? plan.resourceId?.subscription : own;
  const prop = plan.existing ? "identity.resourceId" : "identity";
  share.places.push({ provider: "azurerm", subscription, prop, what: "the managed identity", handle });
}
