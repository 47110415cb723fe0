import { atLeast } from "../../catalogue/versions";
import { right, unknown, warning, wrong, type Check, type Outcome } from "../check";
import { hostOf } from "../../core/cluster";
import type { ExpectedCluster } from "../expected";
import { gapOf, type Facts } from "../facts";
import { some } from "../nodes";

/** Whether a kind is served by the API server. */
function serves(facts: Facts, kind: string): boolean {
  const [group, version, name] = kind.split("/");
  if (facts.server.served.includes(kind)) return true;
  return facts.objects.CustomResourceDefinition.some(
    ({ spec }) =>
      spec.group === group &&
      spec.names.kind === name &&
      spec.versions.some((one) => one.name === version && one.served),
  );
}

function served(facts: Facts, kind: string, fix: string): Outcome {
  const [group, version, name] = kind.split("/");
  if (serves(facts, kind)) return right(`${name} is served as ${group}/${version}.`);
  const others = facts.server.served.filter((one) => one.startsWith(`${group}/`) && one.split("/").length === 2);
  const older = others.length > 0 ? `, only ${some(others)}` : "";
  return wrong(`${name} is not served as ${group}/${version}${older}.`, fix);
}

/** What the API server itself says. */
export const CLUSTER_CHECKS: readonly Check[] = [
  {
    id: "api-server",
    title: "API server",
    why: "Everything is asked of the API server of the context that is named. Where it does not answer, nothing else is known.",
    of: "cluster",
    looksAt: [],
    look: (facts) => {
      const gap = gapOf(facts, "version");
      if (!gap) return right(`answers, ${facts.server.version}.`);
      if (gap.notAsked) return undefined;
      return wrong(
        `does not answer: ${gap.why}.`,
        "Check the context, the network (VPN, bastion) and the login, then run it again.",
      );
    },
  },
  {
    id: "kubernetes-version",
    title: "Kubernetes version",
    why: "The chart of the Secrets Store CSI driver that this library pins (1.6.0) wants Kubernetes 1.30.",
    of: "cluster",
    looksAt: ["version"],
    look: ({ server }) => {
      const { version = "" } = server;
      if (atLeast(version, "1.30.0")) return right(`${version}.`);
      return warning(
        `${version} is older than 1.30, which the driver's chart 1.6.0 wants.`,
        "Upgrade the cluster, or keep an older driver: CsiDriver.installed({ ... }).",
      );
    },
  },
  {
    id: "issuer",
    title: "Issuer of tokens",
    why: "A cloud trusts tokens of the issuer that was declared. Another issuer (a cluster that was made anew, a context of another cluster) is the commonest reason why no pod can assume its role.",
    of: "cluster",
    looksAt: ["issuer"],
    look: ({ server }, { cluster }) => {
      const { issuer = "" } = server;
      if (cluster.issuer === undefined) return undefined;
      if (sameIssuer(issuer, cluster)) return right(`${issuer}, as declared.`);
      return wrong(
        `The cluster's tokens come from ${issuer}; ${cluster.issuer} is declared.`,
        `Write ${cluster.kind === "EKS" ? `the ARN of the IAM OIDC provider ${hostOf(issuer)}` : `issuer: ${issuer}`} for ${cluster.name} in clusters.yaml, or name the context of the declared cluster.`,
      );
    },
  },
  {
    id: "secret-provider-class-served",
    title: "Kind SecretProviderClass",
    why: "The Operator mounts a SecretProviderClass, and a plan of Terraform needs its CRD. It comes with the Secrets Store CSI driver.",
    of: "cluster",
    looksAt: ["served"],
    look: (facts, { environments }) => {
      if (!environments.some(({ mount }) => mount.kind === "SecretProviderClass")) return undefined;
      return served(
        facts,
        "secrets-store.csi.x-k8s.io/v1/SecretProviderClass",
        "Install the Secrets Store CSI driver with its CRDs (docs/cluster.md).",
      );
    },
  },
  {
    id: "mendix-app-served",
    title: "Kind MendixApp",
    why: "The MendixApp is what the Operator makes an app of. Its CRD comes with the Operator.",
    of: "cluster",
    looksAt: ["served"],
    look: (facts, { environments }) => {
      if (!environments.some(({ standalone, mount }) => standalone || mount.kind !== "none")) return undefined;
      const fix = "Install the Mendix Operator with mxpc-cli, which brings its CRDs.";
      return served(facts, "privatecloud.mendix.com/v1alpha1/MendixApp", fix);
    },
  },
  {
    id: "external-secret-served",
    title: "Kind ExternalSecret",
    why: "External Secrets Operator makes the Secret of an environment that reads another store through it. Its version v1 came with 0.16.",
    of: "cluster",
    looksAt: ["served"],
    look: (facts, { environments }) => {
      if (!environments.some(({ mount }) => mount.kind === "Secret" && mount.externalSecret)) return undefined;
      const fix = "Install External Secrets Operator 0.16 or newer.";
      return served(facts, "external-secrets.io/v1/ExternalSecret", fix);
    },
  },
  {
    id: "policy-engines",
    title: "Admission policies",
    why: "Kyverno and Gatekeeper may refuse or change any object. What their policies say can't be judged from outside; the API server judges it in a dry run.",
    of: "cluster",
    looksAt: ["served"],
    look: ({ server }) => {
      const engines = POLICY_ENGINES.filter(([group]) => server.served.some((one) => one.startsWith(`${group}/`)));
      if (engines.length === 0) return undefined;
      return unknown(
        `${engines.map(([, name]) => name).join(" and ")} may refuse an object.`,
        "Try the objects in a dry run: kubectl apply --dry-run=server --filename FOLDER.",
      );
    },
  },
];

const POLICY_ENGINES = [
  ["kyverno.io", "Kyverno"],
  ["templates.gatekeeper.sh", "Gatekeeper"],
] as const;

/** Entra compares the whole text, slash at the end included; elsewhere the host and path say which issuer it is. */
function sameIssuer(seen: string, { kind, issuer = "" }: ExpectedCluster): boolean {
  return kind === "AKS" ? seen === issuer : hostOf(seen) === hostOf(issuer);
}
