import type { Question } from "../oracle";
import { podIn, type GoogleNeeds } from "./needs";

const ACCESS = "secretmanager.versions.access";
const OTHER_SECRET_PERMISSIONS = [
  ...["add", "destroy", "disable", "enable", "get", "list"].map((name) => `versions.${name}`),
  ...["delete", "get", "getIamPolicy", "list", "setIamPolicy", "update"].map((name) => `secrets.${name}`),
].map((name) => `secretmanager.${name}`);
const PROJECT_PERMISSIONS = [
  ACCESS,
  "resourcemanager.projects.get",
  "secretmanager.secrets.create",
  "secretmanager.secrets.list",
];
/** What comes with acting as a service account. */
const TOKENS = ["iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.getOpenIdToken"];
const OTHER_ACCOUNT_PERMISSIONS = [
  "actAs",
  "delete",
  "implicitDelegation",
  "setIamPolicy",
  "signBlob",
  "signJwt",
  "update",
].map((name) => `iam.serviceAccounts.${name}`);

/** Everything that the pod has to be able to do, and what a wider binding or another member would let somebody do. */
export function googleQuestions(needs: GoogleNeeds): readonly Question[] {
  return [...secretQuestions(needs), ...callerQuestions(needs), ...accountQuestions(needs)];
}

function secretQuestions({ principal, secrets, foreign }: GoogleNeeds): readonly Question[] {
  const ask = asking(principal);
  const own = new Set(secrets);
  const neighbours = [...new Set(secrets.flatMap(neighboursOf))].filter((name) => !own.has(name));
  const projects = new Set([...secrets, ...foreign].map((name) => name.split("/").slice(0, 2).join("/")));
  return [
    ...secrets.map((name) => ask("own secret", ACCESS, name, true)),
    ...secrets.flatMap((name) =>
      OTHER_SECRET_PERMISSIONS.map((permission) => ask("own secret", permission, name, false)),
    ),
    ...foreign.map((name) => ask("own secret, which somebody else reads", ACCESS, name, false)),
    ...neighbours.map((name) => ask("sibling", ACCESS, name, false)),
    ...[...projects].flatMap((name) =>
      PROJECT_PERMISSIONS.map((permission) => ask("the project", permission, name, false)),
    ),
  ];
}

/** Names that a prefix would take in, the same one in another project, and in a region or in none. */
function neighboursOf(name: string): readonly string[] {
  const regional = name.includes("/locations/");
  return [
    `${name}-2`,
    `${name}x`,
    name.slice(0, -1),
    name.replace(/[^/]*$/, "other"),
    name.replace(/^projects\/[^/]+/, "projects/other-project"),
    regional ? name.replace(/\/locations\/[^/]+/, "") : name.replace("/secrets/", "/locations/europe-west9/secrets/"),
    regional ? name.replace(/\/locations\/[^/]+/, "/locations/europe-west9") : `${name.replace(/[^/]*$/, "")}a`,
  ];
}

/** Who else may read a secret. Each differs from the pod in one thing only. */
function callerQuestions({ pool, namespace, name, secrets, account }: GoogleNeeds): readonly Question[] {
  const callers: Readonly<Record<string, string>> = {
    "other ServiceAccount": podIn(pool, namespace, `${name}-2`),
    "default ServiceAccount": podIn(pool, namespace, "default"),
    "other namespace": podIn(pool, `${namespace}-2`, name),
    "pool of another project": podIn(pool.replace(/\/projects\/(\d+)/, "/projects/1$1"), namespace, name),
    "pool of another name": podIn(pool.replace(/[^/]*$/, "other.svc.id.goog"), namespace, name),
    "a person": "user:somebody@example.com",
    "the node": "serviceAccount:123456789012-compute@developer.gserviceaccount.com",
    everybody: "allUsers",
  };
  const [secret] = secrets;
  return Object.entries(callers).flatMap(([title, caller]) => [
    ...(secret === undefined ? [] : secrets.map((own) => asking(caller)(title, ACCESS, own, false))),
    ...(account === undefined ? [] : TOKENS.map((token) => asking(caller)(title, token, account, false))),
  ]);
}

function accountQuestions({ principal, account }: GoogleNeeds): readonly Question[] {
  if (account === undefined) return [];
  const ask = asking(principal);
  return [
    ...TOKENS.map((token) => ask("own service account", token, account, true)),
    ...OTHER_ACCOUNT_PERMISSIONS.map((permission) => ask("own service account", permission, account, false)),
    ...[`${account}-2`, account.replace(/serviceAccounts\//, "serviceAccounts/x")].flatMap((other) =>
      TOKENS.map((token) => ask("another service account", token, other, false)),
    ),
    ask("every service account", TOKENS[0] ?? "", account.split("/").slice(0, 2).join("/"), false),
  ];
}

function asking(principal: string) {
  return (title: string, action: string, resource: string, expected: boolean): Question => {
    return { title, action, resource, expected, context: { principal } };
  };
}
