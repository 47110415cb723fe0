import { AuthBackend } from "@cdktf/provider-vault/lib/auth-backend";
import { JwtAuthBackend } from "@cdktf/provider-vault/lib/jwt-auth-backend";
import { KubernetesAuthBackendConfig } from "@cdktf/provider-vault/lib/kubernetes-auth-backend-config";
import type { Construct } from "constructs";
import type { Declared } from "../../environment/registry";
import { randomGenerator, revisionOf, secretExpression } from "../../values/bind/secret-expression";
import { recordWrite, secretWrite } from "../../values/bind/written";
import { defined } from "../../values/defined";
import { terraformText } from "../../values/text";
import { VaultLogin } from "../../vault/login";
import { REVIEWER_TOKEN, type ChosenAuth } from "../vault-auth-rules";

/** Mounts the auth method and configures how it verifies tokens. */
export function bindVaultAuth(scope: Construct, props: ChosenAuth, declared: Declared): void {
  const place = defined({ provider: props.provider, namespace: props.namespace });
  if (props.login === VaultLogin.JWT) {
    new JwtAuthBackend(scope, "jwt", { ...place, ...jwtArguments(props) });
    return;
  }
  const backend = props.existingMount
    ? undefined
    : new AuthBackend(scope, "mount", { ...place, type: "kubernetes", path: props.mount });
  const outside = props.login !== VaultLogin.IN_CLUSTER;
  const configuration = new KubernetesAuthBackendConfig(
    scope,
    "configuration",
    defined({
      ...place,
      backend: backend?.path ?? props.mount,
      kubernetesHost: terraformText(props.kubernetesHost ?? "https://kubernetes.default.svc"),
      kubernetesCaCert: props.kubernetesCaCert && terraformText(props.kubernetesCaCert),
      // Without it a Vault that runs in another cluster would review with its own token there.
      disableLocalCaJwt: outside,
    }),
  );
  if (props.reviewerToken === undefined) return;
  // The binding is older than these arguments; the environment's provider range is not.
  const token = secretExpression(scope, declared, REVIEWER_TOKEN, props.reviewerToken, randomGenerator);
  configuration.addOverride("token_reviewer_jwt_wo", token);
  const revision = revisionOf(props.reviewerToken);
  const trigger = "token_reviewer_jwt_wo_version";
  configuration.addOverride(trigger, revision);
  recordWrite(scope, { resource: configuration, trigger, ...secretWrite("reviewerToken", revision) });
}

/** One source of public keys; the issuer is pinned in any case. */
function jwtArguments({ cluster, mount, jwksUrl, publicKeys, issuerCaCert }: ChosenAuth) {
  const issuer = terraformText(cluster.issuer ?? "");
  const ca = issuerCaCert && terraformText(issuerCaCert);
  const keys = publicKeys
    ? { jwtValidationPubkeys: publicKeys.map(terraformText) }
    : jwksUrl === undefined
      ? { oidcDiscoveryUrl: issuer, oidcDiscoveryCaPem: ca }
      : { jwksUrl: terraformText(jwksUrl), jwksCaPem: ca };
  return defined({ path: mount, type: "jwt", boundIssuer: issuer, ...keys });
}
