import type { ProviderObject } from "../../core/provider-handle";
import type { Cluster } from "../../core/cluster";
import type { AzureCloud } from "./cloud";

export interface FederationProps {
  /**
   * Further clusters whose pod of the same namespace and name may use the identity. Objects are delivered to the
   * environment's own cluster only. Azure takes 20 federated credentials for one identity.
   *
   * @default - none
   */
  readonly alsoTrust?: readonly Cluster[];
  /**
   * Audience of the pod's token. The CSI provider and the webhook ask for the default in every cloud, also where the
   * portal proposes another one for Government or China.
   *
   * @default "api://AzureADTokenExchange"
   */
  readonly audience?: string;
  /**
   * Cloud of the identity and of everything that it reaches.
   *
   * @default AzureCloud.PUBLIC
   */
  readonly cloud?: AzureCloud;
  /**
   * Provider of the identity's subscription, where it is not the stack's default.
   *
   * @default - the stack's azurerm provider
   */
  readonly provider?: ProviderObject;
}

export interface AzureWorkloadIdentityProps extends FederationProps {
  /** Resource group that the identity is made in. */
  readonly resourceGroupName: string;
  /** Azure region of the identity, for example "westeurope". */
  readonly location: string;
  /**
   * Name of the identity: 3 to 128 letters, digits, `-` and `_`.
   *
   * @default - cluster, namespace and name joined by `-`, shortened with a fingerprint where it does not fit
   */
  readonly name?: string;
  /**
   * Client id of the identity once it is made. Manifests for GitOps need it; Terraform checks that it is the one.
   *
   * @default - known after apply
   */
  readonly clientId?: string;
  /**
   * Tags of the identity.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ExistingManagedIdentityProps extends FederationProps {
  /** `/subscriptions/.../resourceGroups/.../providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME`. */
  readonly resourceId: string;
  /** Client id of the identity, a GUID. */
  readonly clientId: string;
  /** Object (principal) id of the identity, a GUID. */
  readonly principalId: string;
  /**
   * Whether the environment adds its federated credentials and role assignments. Otherwise they are among the
   * administrator's steps.
   *
   * @default false
   */
  readonly mutable?: boolean;
}
