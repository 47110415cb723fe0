import { hostOf } from "../../core/cluster";
import { parseArn } from "../../core/aws-arn";
import { annotationsOf, textIn, type Candidate } from "./candidates";
import { classOf } from "./stores";
import { projectOf } from "./stores/google";
import { Todo, type Draft } from "./todo";

const ISSUER = "https://westeurope.oic.prod-aks.azure.com/TENANT/ID/";

/** What is known of a cluster beside its objects. */
export interface ClusterFacts {
  /** Issuer of its tokens; files don't say it. */
  readonly issuer: string | undefined;
  /** Context of the kubeconfig that it was looked at by. */
  readonly context: string | undefined;
}

/** The cluster as clusters.yaml declares it, as far as its objects and its issuer say what it is. */
export function clusterDraft(candidates: readonly Candidate[], { issuer, context }: ClusterFacts): Draft {
  const named = new Todo("context of the kubeconfig that reaches the cluster (kubectl config get-contexts)", "prod");
  const [kind, props] = kindOf(candidates, issuer);
  return { [kind]: { context: context ?? named, ...props } };
}

type Props = Readonly<Record<string, Draft>>;

type Kind = readonly [kind: "eks" | "aks" | "gke" | "other", props: Props];

function kindOf(candidates: readonly Candidate[], issuer: string | undefined): Kind {
  const roles = candidates.flatMap(({ account }) => textIn(annotationsOf(account)["eks.amazonaws.com/role-arn"]) ?? []);
  const providers = candidates.map((candidate) => classOf(candidate).provider);
  const host = issuer === undefined ? undefined : hostOf(issuer);
  if (roles.length > 0 || providers.includes("aws") || host?.startsWith("oidc.eks.")) {
    return ["eks", eks(roles[0], host, candidates)];
  }
  if (providers.includes("azure") || /azure\.com/.test(host ?? "")) return ["aks", aks(issuer)];
  if (providers.includes("gcp") || /googleapis\.com/.test(host ?? "")) return ["gke", gke(candidates)];
  return ["other", issuer === undefined ? {} : { issuer }];
}

/** The provider is in the account of the role, but for roles of another account: then its owner corrects it. */
function eks(role: string | undefined, host: string | undefined, candidates: readonly Candidate[]): Props {
  const { account, partition } = (role === undefined ? undefined : parseArn(role)) ?? {};
  if (account !== undefined && host !== undefined) {
    const oidcProviderArn = `arn:${partition}:iam::${account}:oidc-provider/${host}`;
    // An issuer of one's own does not say the region, as EKS's does; the classes read from it.
    const region = host.startsWith("oidc.eks.") ? undefined : regionIn(candidates);
    return { oidcProviderArn, ...(region === undefined ? {} : { region }) };
  }
  const example = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ID";
  return { oidcProviderArn: new Todo("ARN of the cluster's IAM OIDC provider", example) };
}

function regionIn(candidates: readonly Candidate[]): string | undefined {
  return candidates
    .map((candidate) => textIn(classOf(candidate).parameters["region"]))
    .find((one) => one !== undefined);
}

function aks(issuer: string | undefined): Props {
  const asked = "issuer of the cluster (az aks show --query oidcIssuerProfile.issuerUrl --output tsv)";
  return { issuer: issuer ?? new Todo(asked, ISSUER) };
}

function gke(candidates: readonly Candidate[]): Props {
  const found = candidates.flatMap(({ class: own }) => {
    const text = JSON.stringify(own?.object["spec"] ?? "");
    return projectOf(`${/projects\/[a-z][a-z0-9-]+\//.exec(text)?.[0] ?? ""}`) ?? [];
  });
  const asked = 'number of that project (gcloud projects describe ID --format="value(projectNumber)")';
  return {
    project: found[0] ?? new Todo("id of the cluster's project", "acme-prod"),
    projectNumber: new Todo(asked, "123456789012"),
  };
}
