import type { Construct } from "constructs";
import { defaultAuthMount, VaultLogin } from "../stores/vault/login";
import { authResources } from "./vault-auth-resources";
import { describeAuth } from "./vault-auth-rules";
import { VaultPart } from "./vault-part";
import type { VaultAuthProps } from "./vault-auth-props";

/**
 * The auth method by which the pods of one cluster log in to Vault. Roles belong to the environments.
 *
 * @see https://developer.hashicorp.com/vault/docs/auth/kubernetes
 * @see https://developer.hashicorp.com/vault/docs/auth/jwt/oidc-providers/kubernetes
 */
export class VaultAuth extends VaultPart {
  constructor(scope: Construct, id: string, props: VaultAuthProps) {
    const login = props?.login ?? VaultLogin.IN_CLUSTER;
    const mount = props?.mount ?? defaultAuthMount(login);
    const chosen = { ...props, login, mount };
    const name = [props?.cluster?.name, "vault"].filter(Boolean).join("-");
    super(scope, id, {
      name,
      props,
      describe: () => describeAuth(chosen),
      resources: (variables) => authResources(chosen, variables),
    });
  }
}
