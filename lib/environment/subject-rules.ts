import { quote } from "../blueprint/problem";
import type { Share } from "../blueprint/share";
import type { Cluster } from "../blueprint/cluster";
import { isVersion } from "../catalogue/versions";
import { isToken } from "../values/names";
import type { MendixSecretStoreEnvironmentProps } from "./props";

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
export function checkSubject(share: Share, props: MendixSecretStoreEnvironmentProps): void {
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
  if (props.namespace === "default") {
    const message = '"default" is the namespace of everything that names none.';
    share.problem("MX-NAME", "namespace", message, "Write the namespace that the Operator manages.");
  }
  checkCluster(share, props.cluster);
  checkVersion(share, "versions.operator", props.versions?.operator, "2.25.1");
  checkVersion(share, "versions.mendix", props.versions?.mendix, "10.24.14");
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

function checkCluster(share: Share, cluster: Cluster): void {
  const { name } = cluster;
  if (isToken(name) || typeof name !== "string" || !CLUSTER_NAME.test(name)) {
    share.problem(
      isToken(name) ? "MX-TOKEN" : "MX-CLUSTER-NAME",
      "cluster.name",
      `${isToken(name) ? "A Terraform token" : quote(name)} is not the name of a cluster: 1 to 100 letters, digits, - and _, known at synthesis.`,
      'Write name: "prod".',
    );
  }
  checkAws(share, cluster);
}

function checkAws(share: Share, cluster: Cluster): void {
  const { oidcProviderArn, given, account, region } = cluster;
  if (oidcProviderArn !== undefined && (isToken(oidcProviderArn) || !cluster.issuerHost)) {
    share.problem(
      isToken(oidcProviderArn) ? "MX-TOKEN" : "MX-CLUSTER-PROVIDER",
      "cluster.oidcProviderArn",
      `${isToken(oidcProviderArn) ? "A Terraform token" : quote(oidcProviderArn)} is not the ARN of an IAM OIDC provider, known at synthesis: the trust policy is built from its text.`,
      'Write "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ID".',
    );
  }
  if (given.account !== undefined && (isToken(given.account) || !/^\d{12}$/.test(given.account))) {
    const message = `${isToken(given.account) ? "A Terraform token" : quote(given.account)} is not an account of 12 digits.`;
    share.problem("MX-CLUSTER-ACCOUNT", "cluster.account", message, 'Write account: "111122223333".');
  }
  for (const prop of ["account", "region"] as const) {
    const derived = prop === "account" ? account : region;
    if (given[prop] === undefined || derived === undefined || given[prop] === derived || isToken(given[prop])) continue;
    share.problem(
      prop === "account" ? "MX-CLUSTER-ACCOUNT" : "MX-CLUSTER-REGION",
      `cluster.${prop}`,
      `${quote(given[prop])} is not the ${prop} in the oidcProviderArn, ${quote(derived)}.`,
      `Write ${quote(derived)}, or leave ${prop} out: it is read from the ARN.`,
    );
  }
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
