import type { EventText } from "./text";

/** What the provider of AWS says. */
export const AWS_TEXTS: readonly EventText[] = [
  {
    id: "aws-not-found",
    speaker: "AWS",
    says: /(?<region>[a-z0-9-]+): Failed fetching secret (?<name>\S+):[\s\S]*ResourceNotFoundException/,
    example:
      "eu-west-1: Failed fetching secret prod/mendix/orders: operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: 1, ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    cause: "There is no secret $<name> in $<region>, or it has no value yet.",
    fix: "Apply the stack, or fill what somebody else writes (explain names it).",
  },
  {
    id: "aws-parameters",
    speaker: "AWS",
    says: /(?<region>[a-z0-9-]+): invalid parameters: (?<name>[^\n]+)/,
    example: "InvalidParameters: eu-west-1: invalid parameters: /mendix/prod/mendix/orders/database-password",
    cause: "There is no parameter $<name> in $<region>.",
    fix: "Apply the stack, or fill what somebody else writes (explain names it).",
  },
  {
    id: "aws-parameters-refused",
    speaker: "AWS",
    says: /(?<region>[a-z0-9-]+): Failed fetching parameters: [\s\S]*AccessDeniedException/,
    example:
      "eu-west-1: Failed fetching parameters: operation error SSM: GetParameters, https response error StatusCode: 400, RequestID: 1, api error AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/orders/1 is not authorized to perform: ssm:GetParameters",
    cause: "The role may not read one of the parameters that are asked for at once, or not decrypt with its key.",
    fix: "Apply the stack; of a parameter that somebody else made, declare its kmsKeyArn.",
  },
  {
    id: "aws-any",
    speaker: "AWS",
    says: /Failed to fetch secret from all regions\. Verify secret exists and required permissions are granted for: (?<name>\S+)/,
    example:
      "Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: prod/mendix/orders",
    cause:
      "The provider says this for eight causes: the secret $<name> is missing, a key in it is missing, the role has no policy for it, or can't be assumed (no such role, another ServiceAccount or audience in its trust), or AWS is not reached.",
    fix: "verify says what it can see of them. The provider's log on the pod's node has the cause: kubectl --namespace kube-system logs --selector app=secrets-store-csi-driver-provider-aws",
  },
  {
    id: "aws-no-role",
    speaker: "AWS",
    says: /An IAM role must be associated with service account (?<name>\S+) \(namespace: (?<namespace>[^)]+)\)/,
    example: "An IAM role must be associated with service account orders (namespace: mendix)",
    cause: "The ServiceAccount $<name> lacks the annotation eks.amazonaws.com/role-arn.",
    fix: "Deploy the environment again; somebody took it off.",
  },
  {
    id: "aws-token",
    speaker: "AWS",
    says: /token for audience "(?<audience>[^"]+)" not found - ensure tokenRequests includes this audience/,
    example:
      'IRSA token extraction failed: token for audience "sts.amazonaws.com" not found - ensure tokenRequests includes this audience in CSIDriver',
    cause: "The driver hands the provider no token for $<audience>.",
    fix: "Add it to the driver's chart value tokenRequests (doctor: csi-driver-audiences).",
  },
  {
    id: "aws-no-tokens",
    speaker: "AWS",
    says: /CSI token error: serviceAccount\.tokens not provided/,
    example: "CSI token error: serviceAccount.tokens not provided",
    cause: "The driver hands the provider no token at all.",
    fix: "Set the driver's chart value tokenRequests (doctor: csi-driver-audiences).",
  },
  {
    id: "aws-pod-identity",
    speaker: "AWS",
    says: /failed to refresh cached credentials, failed to load credentials/,
    example: "failed to refresh cached credentials, failed to load credentials, : no association found",
    cause: "EKS Pod Identity gives the ServiceAccount no credentials: no association, or no agent on the node.",
    fix: "Apply the stack, which makes the association; doctor looks at the agent (pod-identity-agent).",
  },
];
