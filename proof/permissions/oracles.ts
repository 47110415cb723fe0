import { awsCase } from "./aws/aws";
import { evaluateAws } from "./aws/evaluator";
import { azureCase } from "./azure/azure";
import { evaluateAzure } from "./azure/evaluator";
import type { Deployed } from "./deployed";
import { googleCase } from "./google/google";
import { evaluateGoogle } from "./google/evaluator";
import { evaluateKubernetes, kubernetesCase } from "./kubernetes/kubernetes";
import { judge, type Case, type Evaluate, type OpenOracle, type Oracle } from "./oracle";
import { OPENBAO, openVault } from "./vault/vault";

/** Roles that Vault gives tokens of. */
const LOGINS = ["vault_jwt_auth_backend_role", "vault_kubernetes_auth_backend_role"];

/** A cloud or a store joins the proof by a row here. */
export const ORACLES: readonly Oracle[] = [
  {
    title: "AWS: @cloud-copilot/iam-simulate",
    engines: [],
    applies: makes("aws_iam_role"),
    open: evaluated(awsCase, evaluateAws),
  },
  {
    title: "Vault: requests to OpenBao",
    engines: OPENBAO,
    applies: (deployed) => LOGINS.some((type) => makes(type)(deployed)),
    open: openVault,
  },
  {
    title: "Azure: evaluator of this repository",
    engines: [],
    applies: makes("azurerm_federated_identity_credential"),
    open: evaluated(azureCase, evaluateAzure),
  },
  {
    title: "Google: evaluator of this repository",
    engines: [],
    applies: (deployed) =>
      makes("google_secret_manager_secret_iam_member")(deployed) ||
      makes("google_service_account_iam_member")(deployed),
    open: evaluated(googleCase, evaluateGoogle),
  },
  {
    title: "Kubernetes Secret: nothing is granted",
    engines: [],
    applies: ({ props, blueprint }) => blueprint.mount.kind === "Secret" && props.identity === undefined,
    open: evaluated(kubernetesCase, evaluateKubernetes),
  },
];

/** Whether a stack makes resources of a type. */
function makes(type: string): Oracle["applies"] {
  return ({ configuration }) => configuration.resource?.[type] !== undefined;
}

/** An oracle that is a function: nothing to start, nothing to stop. */
function evaluated<T>(caseOf: (deployed: Deployed) => Case<T> | Promise<Case<T>>, evaluate: Evaluate<T>) {
  return (): Promise<OpenOracle> =>
    Promise.resolve({
      prove: async (deployed, figures) => judge(await caseOf(deployed), evaluate, figures),
      close: () => Promise.resolve(),
    });
}
