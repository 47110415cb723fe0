import type { EventText } from "./text";

/** A login at Vault that failed: `couldn't read secret "O": failed to login: Error making API request.` */
const LOGIN = "failed to login:[\\s\\S]*";

/** What the provider of Vault says. */
export const VAULT_TEXTS: readonly EventText[] = [
  {
    id: "vault-role",
    speaker: "Vault",
    says: new RegExp(`${LOGIN}invalid role name "(?<role>[^"]*)"`),
    example:
      'error making mount request: couldn\'t read secret "database-password": failed to login: Error making API request. URL: POST http://vault.vault.svc:8200/v1/auth/kubernetes/login Code: 400. Errors: * invalid role name "orders"',
    cause: "Vault has no role $<role> at that auth mount.",
    fix: "Deploy the environment again, or correct store.vault.existingRole and authMount.",
  },
  {
    id: "vault-service-account",
    speaker: "Vault",
    says: new RegExp(`${LOGIN}(service account name|namespace) not authorized`),
    example:
      'error making mount request: couldn\'t read secret "database-password": failed to login: Error making API request. URL: POST http://vault.vault.svc:8200/v1/auth/kubernetes/login Code: 403. Errors: * service account name not authorized',
    cause: "The role of Vault trusts another ServiceAccount or namespace.",
    fix: "Deploy the environment again: its role is made of its own name and namespace. A role of somebody else's has to name them.",
  },
  {
    id: "vault-audience",
    speaker: "Vault",
    says: new RegExp(`${LOGIN}(audience claim does not match|invalid audience)`),
    example:
      'error making mount request: couldn\'t read secret "database-password": failed to login: Error making API request. URL: POST http://vault.vault.svc:8200/v1/auth/kubernetes/login Code: 403. Errors: * invalid audience (aud) claim: audience claim does not match any expected audience',
    cause: "The pod's token is for another audience than the role asks for.",
    fix: "Write the role's audience under store.vault.audience.",
  },
  {
    id: "vault-login",
    speaker: "Vault",
    says: new RegExp(`${LOGIN}Code: 403[\\s\\S]*permission denied`),
    example:
      'error making mount request: couldn\'t read secret "database-password": failed to login: Error making API request. URL: POST http://vault.vault.svc:8200/v1/auth/kubernetes/login Code: 403. Errors: * permission denied',
    cause:
      "Vault can't verify the pod's token: nothing is mounted at that path, its issuer or host is another cluster's, or its reviewer may not review.",
    fix: "vault read auth/MOUNT/config, and compare its kubernetes_host and issuer with the cluster's (docs/vault.md).",
  },
  {
    id: "vault-path",
    speaker: "Vault",
    says: /error requesting secret:[\s\S]*\/v1\/(?<path>\S+?)\s+Code: 404/,
    example:
      'error making mount request: couldn\'t read secret "database-password": error requesting secret: Error making API request. URL: GET http://vault.vault.svc:8200/v1/secret/data/prod/mendix/orders Code: 404. Errors:',
    cause: "There is nothing at $<path> in Vault.",
    fix: "Write the entry: apply the stack, or fill what somebody else writes (explain names it).",
  },
  {
    id: "vault-denied",
    speaker: "Vault",
    says: /error requesting secret:[\s\S]*\/v1\/(?<path>\S+?)\s+Code: 403/,
    example:
      'error making mount request: couldn\'t read secret "database-password": error requesting secret: Error making API request. URL: GET http://vault.vault.svc:8200/v1/secret/data/prod/mendix/orders Code: 403. Errors: * 1 error occurred: * permission denied',
    cause: "The pod logged in, and its policy does not allow to read $<path>.",
    fix: "Deploy the environment again: its policy names the paths. On KV version 2 they hold data/.",
  },
  {
    id: "vault-key",
    speaker: "Vault",
    says: /\{(?<path>[^}]+)\}: \{key "(?<key>[^"]+)" does not exist at the secret path\}/,
    example:
      'error making mount request: {secret/data/prod/mendix/orders}: {key "database-password" does not exist at the secret path}',
    cause: "The entry $<path> has no key $<key>.",
    fix: "Write that key: apply the stack, or fill the entry that somebody else writes.",
  },
  {
    id: "vault-unreachable",
    speaker: "Vault",
    says: /failed to login: (Post|Put) "(?<url>[^"]+)": (dial tcp|context deadline|net\/http|tls|x509|EOF)/,
    example:
      'error making mount request: couldn\'t read secret "database-password": failed to login: Post "http://vault.vault.svc:8200/v1/auth/kubernetes/login": dial tcp 10.96.7.8:8200: connect: connection refused',
    cause: "The provider does not reach Vault at $<url>.",
    fix: "Check store.vault.address, network policies and a mesh on Vault's namespace; for https the CA that the provider has (store.vault.tls).",
  },
  {
    id: "vault-no-objects",
    speaker: "Vault",
    says: /no secrets configured - the provider will not read any secret material/,
    example: "no secrets configured - the provider will not read any secret material",
    cause: "The SecretProviderClass lists nothing to mount.",
    fix: "Deploy the environment again; somebody emptied its objects.",
  },
];
