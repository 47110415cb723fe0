import { PodIdentity } from "../../../lib";
import { partitionOf } from "../../declarations/places";
import type { Holder } from "../deployed";
import type { Question } from "../oracle";

/** Who the pod is, as its token or EKS says it. */
export interface Subject {
  readonly name: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly account: string;
  readonly region: string;
  readonly oidcProviderArn: string;
  readonly podIdentity: boolean;
}

export function subjectOf({ name, namespace, cluster, identity }: Holder): Subject {
  return {
    name,
    namespace,
    cluster: cluster.name,
    account: cluster.account ?? "",
    region: cluster.region ?? "",
    oidcProviderArn: cluster.oidcProviderArn ?? "",
    podIdentity: identity instanceof PodIdentity,
  };
}

/** Who may assume the role. Each refused one differs from the allowed one in one thing only. */
export function trustQuestions(subject: Subject): readonly Question[] {
  return subject.podIdentity ? podIdentityQuestions(subject) : webIdentityQuestions(subject);
}

interface Token {
  readonly provider: string;
  readonly aud: string;
  readonly sub: string;
}

function webIdentityQuestions({ name, namespace, region, oidcProviderArn }: Subject): readonly Question[] {
  const sub = (inNamespace: string, account: string) => `system:serviceaccount:${inNamespace}:${account}`;
  const own: Token = { provider: oidcProviderArn, aud: "sts.amazonaws.com", sub: sub(namespace, name) };
  const refused: readonly (readonly [title: string, change: Partial<Token>])[] = [
    ["other ServiceAccount", { sub: sub(namespace, `${name}-2`) }],
    ["ServiceAccount with a shorter name", { sub: sub(namespace, name.slice(0, -1)) }],
    ["default ServiceAccount", { sub: sub(namespace, "default") }],
    ["other namespace", { sub: sub(`${namespace}-2`, name) }],
    ["namespace and name swapped", { sub: sub(`x${namespace}`, name) }],
    ["no subject", { sub: "" }],
    ["other audience", { aud: "vault" }],
    ["other cluster", { provider: `${oidcProviderArn}2` }],
    ["cluster in another region", { provider: oidcProviderArn.replace(`.${region}.`, ".sa-east-1.") }],
    ["provider of another account", { provider: oidcProviderArn.replace(/:\d{12}:/, ":999999999999:") }],
  ];
  return [
    webIdentity("the pod itself", own, true),
    ...refused.map(([title, change]) => webIdentity(title, { ...own, ...change }, false)),
    {
      ...webIdentity("plain AssumeRole", own, false),
      action: "sts:AssumeRole",
      context: { principal: oidcProviderArn },
    },
  ];
}

function webIdentity(title: string, { provider, aud, sub }: Token, expected: boolean): Question {
  const issuer = provider.replace(/^.*:oidc-provider\//, "");
  const context = { principal: provider, [`${issuer}:aud`]: aud, ...(sub ? { [`${issuer}:sub`]: sub } : {}) };
  return { title, action: "sts:AssumeRoleWithWebIdentity", resource: "the role", context, expected };
}

function podIdentityQuestions({ name, namespace, cluster, account, region }: Subject): readonly Question[] {
  const tag = (key: string) => `aws:RequestTag/${key}`;
  const own = {
    principal: "pods.eks.amazonaws.com",
    [tag("eks-cluster-arn")]: `arn:${partitionOf(region)}:eks:${region}:${account}:cluster/${cluster}`,
    [tag("kubernetes-namespace")]: namespace,
    [tag("kubernetes-service-account")]: name,
  };
  const refused: Readonly<Record<string, string>>[] = [
    { ...own, principal: "ec2.amazonaws.com" },
    ...Object.keys(own)
      .filter((key) => key !== "principal")
      .flatMap((key) => [without(own, key), { ...own, [key]: `${own[key] ?? ""}-2` }]),
  ];
  const unneeded = { title: "another action", action: "sts:SetSourceIdentity", resource: "the role", expected: false };
  const asked = ["sts:AssumeRole", "sts:TagSession"].flatMap((action) => [
    { title: "the pod itself", action, resource: "the role", context: own, expected: true },
    ...refused.map((context) => ({ title: "another pod", action, resource: "the role", context, expected: false })),
  ]);
  return [...asked, { ...unneeded, context: own }];
}

function without(record: Readonly<Record<string, string>>, key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).filter(([candidate]) => candidate !== key));
}
