import { isProjectId, isProjectNumber } from "../core/google-project";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { isDeviceName } from "../core/file-name";
import { isRegionName } from "../core/aws-region";
import { checkProviderArn, hostOf, type Cluster } from "../core/cluster";
import { isVersion } from "../catalogue/versions";
import { checkAccess } from "../core/cluster-access";
import { isToken } from "../core/names";
import type { NamedAs } from "../core/subject";
import type { Foundation } from "./foundation";

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const NAME_MAX = 35;
const NAMESPACE_MAX = 63;
const CLUSTER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/;

/** ServiceAccounts of the Operator itself. */
const RESERVED = ["mendix-operator", "mendix-agent", "mendix-storage-provisioner", "mendix-builder"];

/**
 * Checks who the pod is: its names are part of every trust and every cloud-side name.
 *
 * @see https://docs.mendix.com/developerportal/deploy/private-cloud-operator/
 */
export function checkSubject(share: Share, props: Omit<Foundation, "store">): void {
  checkLabel(share, "name", props.name, NAME_MAX, 'name: "orders-prod"');
  checkLabel(share, "namespace", props.namespace, NAMESPACE_MAX, 'namespace: "mendix"');
  if (RESERVED.includes(props.name) || /^(mendix|openshift)-/.test(typeof props.name === "string" ? props.name : "")) {
    share.problem(
      "MX-NAME-RESERVED",
      "name",
      `${quote(props.name)} is reserved: names that begin with mendix- or openshift- belong to the Operator.`,
      'Write another name, for example "orders-prod".',
    );
  }
  for (const prop of ["name", "namespace"] as const) checkFolder(share, prop, props[prop]);
  if (props.namespace === "default") {
    const message = '"default" is the namespace of everything that names none.';
    share.problem("MX-NAME", "namespace", message, "Write the namespace that the Operator manages.");
  }
  checkCluster(share, props.cluster);
  checkVersion(share, "versions.operator", props.versions?.operator, "2.25.1");
  checkVersion(share, "versions.mendix", props.versions?.mendix, "10.24.14");
}

/** Checks the names that an environment keeps: they are those of an environment that once was. */
export function checkNames(share: Share, names: NamedAs): void {
  checkLabel(share, "namedAs.name", names.name, NAME_MAX, 'name: "orders-prod"');
  checkLabel(share, "namedAs.namespace", names.namespace, NAMESPACE_MAX, 'namespace: "mendix"');
  checkClusterName(share, "namedAs.cluster", names.cluster);
}

/** Stacks and manifests stand in folders of these names. */
function checkFolder(share: Share, prop: string, name: unknown): void {
  if (typeof name !== "string" || !isDeviceName(name)) return;
  const message = `${quote(name)} is a device of Windows: no folder of the output can be called so there.`;
  share.problem("MX-NAME-RESERVED", prop, message, 'Write another name, for example "orders-prod".');
}

/** Whether a text can be the internal name of an environment. */
export function isEnvironmentName(name: string): boolean {
  return DNS_LABEL.test(name) && name.length <= NAME_MAX;
}

function checkLabel(share: Share, prop: string, value: unknown, max: number, example: string): void {
  if (typeof value === "string" && !isToken(value) && DNS_LABEL.test(value) && value.length <= max) return;
  const given = isToken(value) ? "A Terraform token" : value === undefined ? "Nothing" : quote(value);
  share.problem(
    isToken(value) ? "MX-TOKEN" : "MX-NAME",
    prop,
    `${given} is not a DNS label of 1 to ${max} characters: a-z, 0-9 and -, no - at either end, known at synthesis.`,
    `Write ${example}.`,
  );
}

function checkClusterName(share: Share, prop: string, name: unknown): void {
  if (typeof name === "string" && !isToken(name) && CLUSTER_NAME.test(name)) return;
  share.problem(
    isToken(name) ? "MX-TOKEN" : "MX-CLUSTER-NAME",
    prop,
    `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a cluster: 1 to 100 letters, digits, - and _, known at synthesis.`,
    `Write ${prop.split(".").at(-1)}: "prod".`,
  );
}

/** Checks what a cluster is: names, trusts and places are made of it. */
export function checkCluster(share: Share, cluster: Cluster): void {
  checkClusterName(share, "cluster.name", cluster.name);
  const { globalOperatorNamespace: operator } = cluster;
  if (operator !== undefined) {
    const prop = "cluster.globalOperatorNamespace";
    checkLabel(share, prop, operator, NAMESPACE_MAX, 'globalOperatorNamespace: "mendix-operator"');
  }
  checkAccess(share, cluster.access);
  checkAws(share, cluster);
  if (cluster.kind === "GKE") checkGoogle(share, cluster);
}

function checkAws(share: Share, cluster: Cluster): void {
  checkProviderArn(share, cluster, "cluster");
  checkIssuer(share, cluster);
  checkPlace(share, cluster, "account");
  checkPlace(share, cluster, "region");
}

const PLACES = {
  account: {
    code: "MX-CLUSTER-ACCOUNT",
    what: "an account of 12 digits",
    example: "111122223333",
    isValid: (text: string) => /^\d{12}$/.test(text),
  },
  region: { code: "MX-CLUSTER-REGION", what: "a region", example: "eu-west-1", isValid: isRegionName },
} as const;

/** Account or region: in its form, and the same as in the ARN of the OIDC provider. */
function checkPlace(share: Share, cluster: Cluster, prop: keyof typeof PLACES): void {
  const { code, what, example, isValid } = PLACES[prop];
  const given = cluster.given[prop];
  const derived = cluster[prop];
  if (given === undefined) return;
  if (isToken(given) || !isValid(given)) {
    const message = `${isToken(given) ? "A Terraform token" : quote(given)} is not ${what}, known at synthesis.`;
    share.problem(isToken(given) ? "MX-TOKEN" : code, `cluster.${prop}`, message, `Write ${prop}: "${example}".`);
  } else if (derived !== undefined && given !== derived) {
    const message = `${quote(given)} is not the ${prop} in the oidcProviderArn, ${quote(derived)}.`;
    const fix = `Write ${quote(derived).replace(/"/g, "")}, or leave ${prop} out: it is read from the ARN.`;
    share.problem(code, `cluster.${prop}`, message, fix);
  }
}

/** Tokens carry the issuer, AWS looks their provider up by the ARN: a difference would refuse every pod. */
function checkIssuer(share: Share, { issuer, issuerHost, oidcProviderArn }: Cluster): void {
  if (oidcProviderArn === undefined || issuer === undefined || issuerHost === undefined) return;
  if (isToken(issuer) || hostOf(issuer) === issuerHost) return;
  share.problem(
    "MX-CLUSTER-PROVIDER",
    "cluster.oidcProviderArn",
    `The provider is that of ${quote(issuerHost)}, the cluster's issuer is ${quote(issuer)}.`,
    `Write the ARN that ends with oidc-provider/${hostOf(issuer)}, or leave issuer out.`,
  );
}

/** The id names the workload pool, the number stands before it in the principal: people swap them. */
function checkGoogle(share: Share, { project, projectNumber }: Cluster): void {
  const id = String(project ?? "");
  if (isToken(project) || !isProjectId(id)) {
    const kind = isProjectNumber(id) ? "is the number of a project, not its id" : "is not the id of a project";
    share.problem(
      isToken(project) ? "MX-TOKEN" : "MX-CLUSTER-PROJECT",
      "cluster.project",
      isToken(project) ? "A Terraform token is not known at synthesis." : `${quote(id)} ${kind}.`,
      'Write project: "acme-prod": 6 to 30 letters, digits and -, as `gcloud projects list` prints it.',
    );
  }
  const number = String(projectNumber ?? "");
  if (isToken(projectNumber) || isProjectNumber(number)) return;
  share.problem(
    "MX-CLUSTER-PROJECT",
    "cluster.projectNumber",
    number === ""
      ? "The number of the project is missing, and the principal of the pod begins with it."
      : `${quote(number)} is not the number of a project, which the principal of the pod begins with.`,
    'Write projectNumber: "123456789012", as `gcloud projects describe ID --format="value(projectNumber)"` prints it.',
  );
}

function checkVersion(share: Share, prop: string, value: unknown, example: string): void {
  if (isVersion(value)) return;
  share.problem(
    isToken(value) ? "MX-TOKEN" : "MX-VERSION",
    prop,
    `${isToken(value) ? "A Terraform token" : quote(value)} is not a version of two to four numbers, known at synthesis.`,
    `Write "${example}".`,
  );
}
