import { DECLARED, type Declared } from "../../test/templates/declared";
import { CANARY, type Misplaced } from "./misplaced";

type Data = Readonly<Record<string, unknown>>;

/** Names of secrets, as people write them. */
const SECRETS = [
  "Password",
  "smtpPassword",
  "DB_PASSWORD",
  "ApiKey",
  "API_KEY",
  "clientSecret",
  "access_token",
  "GIT_PAT",
];
const MORE_SECRETS = ["privateKey", "keyStorePassword", "SECRET_ACCESS_KEY", "passphrase", "Licence_Key", "AuthToken"];
/** Names of what nobody has to hide. */
const HARMLESS = ["PasswordMinLength", "TokenColour", "MaxTokens", "PublicKey", "tokenUrl", "SecretName", "KeyAlias"];
const MORE_HARMLESS = [
  "ShowPassword",
  "PASSWORD_POLICY",
  "primary_key",
  "CacheKey",
  "clientId",
  "Secretary",
  "tokens_used",
];

/** Where names are the writer's own. */
const PLACES: Readonly<Record<string, (name: string, value: string) => Data>> = {
  constants: (name, value) => ({ constants: { [`Shop.${name}`]: value } }),
  runtimeSettings: (name, value) => ({ runtimeSettings: { [`com.example.${name}`]: value } }),
  "the options of the web server": (name, value) => inApp({ jettyOptions: { [name]: value } }),
  "the custom configuration": (name, value) => inApp({ customConfiguration: { [name]: value } }),
  "the custom configuration, deeper": (name, value) =>
    inApp({ customConfiguration: { a: { b: [{ [name]: value }] } } }),
  "the configuration of the agent": (name, value) => inApp({ metrics: { agentConfig: { a: { [name]: value } } } }),
  "an environment variable": (name, value) => inApp({ environmentVariables: { [name]: value } }),
  "the raw spec": (name, value) => inApp({ rawSpec: { sidecar: { [name]: value } } }),
  "the raw spec, in a list": (name, value) => inApp({ rawSpec: { sidecars: [{ [name]: value }] } }),
  "the raw spec, as name and value": (name, value) => inApp({ rawSpec: { sidecar: { env: [{ name, value }] } } }),
  "a backend": (name, value) => ({
    terraform: { backend: { http: { address: "https://s.example.com/1", [name]: value } } },
  }),
  "a backend, as a list": (name, value) => ({
    terraform: { backend: { http: { address: "https://s.example.com/1", [name]: [value] } } },
  }),
  "the environment of a provider's command": (name, value) =>
    inProvider({ exec: [{ command: "aws", args: ["eks", "get-token"], env: { [name]: value } }] }),
  "an option of a provider's command": (name, value) =>
    inProvider({ exec: [{ command: "x", args: [`--${name}`, value] }] }),
  "the headers of a provider": (name, value) => inProvider({ headers: [{ name, value }] }),
};

function inApp(props: Data): Data {
  return { app: { standalone: { sourceUrl: "oci-image://registry.example.com/orders:1.4.2", ...props } } };
}

function inProvider(kubernetes: Data): Data {
  return { terraform: { providers: { kubernetes } } };
}

/** A declaration with a value under a name of the writer's own, at each place where there are any. */
export interface Misnamed extends Misplaced {
  readonly isSecret: boolean;
}

export function misnamedIn(stride = 1): readonly Misnamed[] {
  const [base] = DECLARED.filter(({ title }) => title === "AWS, as one document");
  if (!base) throw new Error("the declaration is not there");
  const names = [...SECRETS, ...MORE_SECRETS, ...HARMLESS, ...MORE_HARMLESS];
  return Object.entries(PLACES).flatMap(([place, of], index) =>
    names
      .filter((_, number) => number % stride === index % stride)
      .map((name) => ({
        title: `${name} in ${place}`,
        isSecret: SECRETS.includes(name) || MORE_SECRETS.includes(name),
        declared: withData(base, of(name, CANARY)),
      })),
  );
}

function withData(declared: Declared, data: Data): Declared {
  return { ...declared, files: { ...declared.files, own: { ...(declared.files.own as Data), ...data } } };
}
