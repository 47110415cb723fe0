import type { NeededVariable } from "../core/blueprint";
import { Reference } from "../core/expression";
import type { Resource, Resources } from "../core/resource";
import { carrierOf, RANDOM, revisionOf, type CarriedArguments } from "../core/carriers";
import { secretWrite, writeRecord } from "../core/written";
import { placeArguments, resourceIn } from "../stores/vault/common";
import { VaultLogin } from "../stores/vault/login";
import { pathIn } from "./mount-scope";
import { REVIEWER_TOKEN, type ChosenAuth } from "./vault-auth-rules";

/**
 * The auth method's mount, and how it verifies tokens.
 *
 * @param at Path below which they stand; empty where the part is a construct of its own.
 */
export function authResources(props: ChosenAuth, variables: readonly NeededVariable[], at = ""): Resources {
  if (props.login === VaultLogin.JWT) return [{ ...jwtMethod(props), path: pathIn(at, "jwt") }];
  const mount: Resource = {
    ...resourceIn(props),
    type: "vault_auth_backend",
    path: pathIn(at, "mount"),
    arguments: { ...placeArguments(props), type: "kubernetes", path: props.mount },
  };
  const { carriers, ...reviewer } = reviewerOf(props, variables, at);
  const configuration: Resource = {
    ...resourceIn(props),
    type: "vault_kubernetes_auth_backend_config",
    path: pathIn(at, "configuration"),
    arguments: {
      ...placeArguments(props),
      backend: props.existingMount ? props.mount : new Reference(mount.path, "path"),
      kubernetes_host: props.kubernetesHost ?? "https://kubernetes.default.svc",
      kubernetes_ca_cert: props.kubernetesCaCert,
      // Without it a Vault that runs in another cluster would review with its own token there.
      disable_local_ca_jwt: props.login !== VaultLogin.IN_CLUSTER,
      ...reviewer.arguments,
    },
    ...(reviewer.writeOnly ? { writeOnly: reviewer.writeOnly } : {}),
  };
  return [...(props.existingMount ? [] : [mount]), ...carriers, configuration, ...recordOf(props, configuration, at)];
}

/** The reviewer's token; the arguments are newer than the binding, and the environment's provider range has them. */
function reviewerOf({ reviewerToken }: ChosenAuth, variables: readonly NeededVariable[], at: string): CarriedArguments {
  if (reviewerToken === undefined) return { arguments: {}, carriers: [] };
  const rules = { variables, generator: RANDOM, limits: {} };
  const { resources: carriers, text } = carrierOf(at, REVIEWER_TOKEN, reviewerToken, rules);
  return {
    arguments: { token_reviewer_jwt_wo_version: revisionOf(reviewerToken) },
    writeOnly: { token_reviewer_jwt_wo: text },
    carriers,
  };
}

function recordOf({ reviewerToken }: ChosenAuth, { path }: Resource, at: string): Resources {
  if (reviewerToken === undefined) return [];
  const trigger = new Reference(path, "token_reviewer_jwt_wo_version");
  return [
    writeRecord({ path: pathIn(at, "written"), trigger, ...secretWrite("reviewerToken", revisionOf(reviewerToken)) }),
  ];
}

/** One source of public keys; the issuer is pinned in any case. */
function jwtMethod(props: ChosenAuth): Resource {
  const { cluster, mount, jwksUrl, publicKeys, issuerCaCert: ca } = props;
  const issuer = cluster.issuer ?? "";
  const discovery = { oidc_discovery_url: issuer, oidc_discovery_ca_pem: ca };
  const keys = jwksUrl === undefined ? discovery : { jwks_url: jwksUrl, jwks_ca_pem: ca };
  return {
    ...resourceIn(props),
    type: "vault_jwt_auth_backend",
    path: "jwt",
    arguments: {
      ...placeArguments(props),
      path: mount,
      type: "jwt",
      bound_issuer: issuer,
      ...(publicKeys ? { jwt_validation_pubkeys: publicKeys } : keys),
    },
  };
}
