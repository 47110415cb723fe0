import type { Configuration, Resource } from "../../support/resolved";
import type { Deployed } from "../deployed";
import type { Case, Question } from "../oracle";

/** What a stack makes that lets somebody do something, by the type of the resource or the kind of the object. */
const GRANTING = [
  "aws_eks_pod_identity_association",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_secretsmanager_secret_policy",
  "azurerm_federated_identity_credential",
  "azurerm_key_vault_access_policy",
  "azurerm_role_assignment",
  "google_project_iam_member",
  "google_secret_manager_secret_iam_member",
  "google_service_account_iam_member",
  "vault_jwt_auth_backend_role",
  "vault_kubernetes_auth_backend_role",
  "ClusterRole",
  "ClusterRoleBinding",
  "Role",
  "RoleBinding",
];

/** What grants permissions in a stack, by name. */
type Granting = ReadonlySet<string>;

/**
 * A Kubernetes Secret is mounted by the kubelet: the pod needs no permission, in the cluster or out of it, so that the
 * stack makes nothing that grants any. (A policy of Vault alone grants nothing: no role that is made here has it.)
 */
export function kubernetesCase({ props, configuration }: Deployed): Case<Granting> {
  const documents = grantingIn(configuration);
  return {
    title: props.name,
    documents,
    questions: GRANTING.map((kind): Question => {
      return { title: "nothing is granted", action: "make", resource: kind, expected: false };
    }),
    mutants: GRANTING.map((kind) => ({ title: `a ${kind}`, documents: new Set([...documents, kind]) })),
  };
}

export function evaluateKubernetes(documents: Granting, { resource }: Question): Promise<boolean> {
  return Promise.resolve(documents.has(resource));
}

function grantingIn({ resource = {} }: Configuration): Granting {
  const objects = Object.values(resource["kubernetes_manifest"] ?? {}).map(kindOf);
  const typed = Object.keys(resource).map((type) => /^kubernetes_(cluster_)?role(_binding)?(_v1)?$/.exec(type));
  const kinds = typed.flatMap((match) =>
    match ? [`${match[1] ? "Cluster" : ""}Role${match[2] ? "Binding" : ""}`] : [],
  );
  return new Set([...Object.keys(resource), ...objects, ...kinds]);
}

function kindOf({ manifest }: Resource): string {
  return String((manifest as { readonly kind?: unknown } | undefined)?.kind);
}
