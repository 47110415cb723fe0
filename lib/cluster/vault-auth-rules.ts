import { Cluster } from "../core/cluster";
import { quote } from "../core/problem";
import { Share } from "../core/share";
import { checkChoice } from "../core/choice";
import { isToken } from "../core/names";
import { declareSecret } from "../core/secret-checks";
import { SecretValue } from "../core/secret-value";
import { kubectlCommand } from "../core/kubectl";
import { refuseSecretTexts } from "../engine/secret-rules";
import { checkMount } from "../stores/vault/api-path";
import { checkNamespace } from "../stores/vault/connection";
import { VaultLogin } from "../stores/vault/login";
import type { VaultAuthProps } from "./vault-auth-props";
import { mountScope } from "./mount-scope";

/** Key of the reviewer's token among the variables of the stack. */
export const REVIEWER_TOKEN = "reviewer-token";

/** The props with what is chosen by default. */
export type ChosenAuth = VaultAuthProps & { readonly login: VaultLogin; readonly mount: string };

/** Props that a login can do something with; the others would have no effect. */
const PROPS: Readonly<Record<VaultLogin, readonly (keyof VaultAuthProps)[]>> = {
  [VaultLogin.IN_CLUSTER]: ["kubernetesHost", "kubernetesCaCert"],
  [VaultLogin.REVIEWER_TOKEN]: ["kubernetesHost", "kubernetesCaCert", "reviewerToken"],
  [VaultLogin.SELF_REVIEW]: ["kubernetesHost", "kubernetesCaCert"],
  [VaultLogin.JWT]: ["jwksUrl", "publicKeys", "issuerCaCert"],
};
const CHOICES = [...new Set(Object.values(PROPS).flat())];

const EXAMPLES: Partial<Record<keyof VaultAuthProps, string>> = {
  kubernetesHost: 'kubernetesHost: "https://api.prod.example.com:6443"',
  kubernetesCaCert: 'kubernetesCaCert: readFileSync("ca.crt", "utf8")',
  reviewerToken: "reviewerToken: SecretValue.fromVariable()",
};

/** Checks the auth method of a cluster, and says what an administrator does for it. */
export function describeAuth(props: ChosenAuth): Share {
  const share = new Share();
  checkChoice(share, "login", props.login, VaultLogin);
  if (!(props.cluster instanceof Cluster)) {
    share.problem(
      "MX-PROP",
      "cluster",
      "cluster is missing or has another type.",
      "Write cluster: Cluster.eks({ ... }).",
    );
  }
  if (share.problems.length > 0) return share;
  checkMount(share, props.mount, "mount", "kubernetes");
  checkNamespace(share, props.namespace, "namespace");
  share.claims.push({
    kind: "Vault mount",
    scope: mountScope(props.namespace),
    name: `auth/${props.mount}`,
    prop: "mount",
  });
  checkChoices(share, props);
  if (props.login === VaultLogin.JWT) checkIssuer(share, props);
  else checkApiServer(share, props);
  if (props.login === VaultLogin.REVIEWER_TOKEN && props.reviewerToken !== undefined) declareReviewer(share, props);
  refuseSecretTexts(share, props, [share]);
  describeSteps(share, props);
  return share;
}

function checkChoices(share: Share, props: ChosenAuth): void {
  const { login } = props;
  for (const prop of CHOICES) {
    const given = props[prop] !== undefined;
    if (given && !PROPS[login].includes(prop)) {
      const message = `${prop} has no effect on the login ${quote(login)}.`;
      share.problem("MX-VAULT-LOGIN", prop, message, `Take ${prop} out, or choose the login that uses it.`);
    }
    const needed = login !== VaultLogin.IN_CLUSTER && prop in EXAMPLES && PROPS[login].includes(prop);
    if (!given && needed) {
      const message = `A Vault outside the cluster can't review tokens (${login}) without ${prop}.`;
      share.problem("MX-VAULT-LOGIN", prop, message, `Write ${EXAMPLES[prop]}.`);
    }
  }
}

function checkApiServer(share: Share, { kubernetesHost: host, kubernetesCaCert: ca }: ChosenAuth): void {
  if (host !== undefined && !isToken(host) && !/^https:\/\/[^\s/]+\/?$/.test(host)) {
    const message = `${quote(host)} is not the address of an API server: https://HOST:PORT.`;
    share.problem("MX-VAULT-LOGIN", "kubernetesHost", message, `Write ${EXAMPLES.kubernetesHost}.`);
  }
  checkPem(share, ca, "kubernetesCaCert");
}

function checkIssuer(share: Share, props: ChosenAuth): void {
  const { cluster, jwksUrl, publicKeys } = props;
  if (props.existingMount) {
    const message = "The provider mounts and configures the jwt method in one resource.";
    const fix = "Take existingMount out and import the mount, or leave VaultAuth out: environments need its name only.";
    share.problem("MX-VAULT-LOGIN", "existingMount", message, fix);
  }
  if (cluster.issuer === undefined) {
    share.problem(
      "MX-VAULT-LOGIN",
      "cluster.issuer",
      `The cluster "${cluster.name}" has no issuer, and Vault could not tell its tokens from those of another.`,
      'Write issuer: "https://..." on the cluster, as `kubectl get --raw /.well-known/openid-configuration` prints it.',
    );
  }
  if (jwksUrl !== undefined && publicKeys !== undefined) {
    const message = "jwksUrl and publicKeys are two sources of the same keys.";
    share.problem("MX-VAULT-LOGIN", "publicKeys", message, "Take one of them out.");
  }
  if (jwksUrl !== undefined && !isToken(jwksUrl) && !/^https:\/\/[^\s]+$/.test(jwksUrl)) {
    const message = `${quote(jwksUrl)} is not an https URL.`;
    share.problem("MX-VAULT-LOGIN", "jwksUrl", message, 'Write "https://HOST/openid/v1/jwks".');
  }
  for (const key of publicKeys ?? []) checkPem(share, key, "publicKeys");
  checkPem(share, props.issuerCaCert, "issuerCaCert");
}

function checkPem(share: Share, pem: string | undefined, prop: string): void {
  if (pem === undefined || isToken(pem)) return;
  if (/PRIVATE KEY/.test(pem)) {
    const message = "The text holds a private key: it would be in source, output, plan and state.";
    share.problem("MX-SECRET-PLAIN", prop, message, "Write the certificate or public key only.");
  } else if (!/^\s*-----BEGIN (CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY)-----/.test(pem)) {
    const message = "The text is not PEM: it does not begin with -----BEGIN CERTIFICATE----- or a public key.";
    share.problem("MX-VAULT-LOGIN", prop, message, `Write ${prop}: readFileSync("ca.crt", "utf8").`);
  }
}

function declareReviewer(share: Share, { reviewerToken }: ChosenAuth): void {
  declareSecret(share, REVIEWER_TOKEN, reviewerToken, "reviewerToken", {
    notGenerated: "only the API server issues such a token",
  });
  share.providers.add("vault-write-only");
  if (!SecretValue.isSecretValue(reviewerToken) || reviewerToken.origin.kind !== "external") return;
  const message = "Terraform writes the token into Vault's configuration, so it has to have it.";
  share.problem("MX-VAULT-LOGIN", "reviewerToken", message, "Write SecretValue.fromVariable().");
}

/** What each login asks of the cluster. */
function describeSteps(share: Share, { login, cluster, jwksUrl, publicKeys }: ChosenAuth): void {
  const as = `as the administrator of ${cluster.name}`;
  const bind = (name: string, subject: string, role = "system:auth-delegator") =>
    kubectlCommand(cluster, "create", "clusterrolebinding", name, `--clusterrole=${role}`, subject);
  switch (login) {
    case VaultLogin.IN_CLUSTER:
      share.steps.push({
        as,
        does: bind("vault-auth-delegator", "--serviceaccount=vault:vault"),
        command: true,
        note: "with Vault's own namespace and ServiceAccount; skip it where Vault's Helm chart made it",
      });
      break;
    case VaultLogin.REVIEWER_TOKEN:
      share.steps.push({
        as,
        does: bind("vault-auth-delegator", "--serviceaccount=NAMESPACE:REVIEWER"),
        command: true,
        note: "the token is that ServiceAccount's; when it expires, no pod can log in until a new one is written",
      });
      break;
    case VaultLogin.SELF_REVIEW:
      share.steps.push({
        as,
        does: bind("mendix-auth-delegator", "--group=system:serviceaccounts:NAMESPACE"),
        command: true,
        note: "every pod of the Mendix namespace may then have tokens reviewed",
      });
      break;
    case VaultLogin.JWT:
      if (cluster.kind !== "other" || publicKeys !== undefined) break;
      share.steps.push({
        as,
        does: bind("issuer-discovery", "--group=system:unauthenticated", "system:service-account-issuer-discovery"),
        command: true,
        note: `Vault reads the public keys of ${jwksUrl ?? "the issuer"} without a token; skip it where it can already`,
      });
  }
}
