import { resolvedIn, resourcesOf, type Computed, type Configuration, type Resource } from "../../support/resolved";

/** A role of a member on a resource and what is below it. */
export interface Binding {
  readonly resource: string;
  readonly role: string;
  readonly member: string;
}

/** What Google IAM is told of an environment. */
export interface GoogleDocuments {
  readonly bindings: readonly Binding[];
}

/** Email of a service account, as Google forms it. */
export function emailOf(account: string, project: string): string {
  return `${account}@${project}.iam.gserviceaccount.com`;
}

export function accountResource(email: string): string {
  return `projects/${email.replace(/^.*@(.*)\.iam\.gserviceaccount\.com$/, "$1")}/serviceAccounts/${email}`;
}

const COMPUTED: Computed = {
  "google_service_account.email": (argument) => emailOf(argument("account_id"), argument("project")),
  "google_service_account.name": (argument) => accountResource(emailOf(argument("account_id"), argument("project"))),
};

type Text = (argument: unknown) => string;

/** The resource that each kind of member resource is about. */
const KINDS: Readonly<Record<string, (resource: Resource, text: Text) => string>> = {
  google_secret_manager_secret_iam_member: ({ project, secret_id: id }, text) =>
    `projects/${text(project)}/secrets/${text(id)}`,
  google_secret_manager_regional_secret_iam_member: ({ project, location, secret_id: id }, text) =>
    `projects/${text(project)}/locations/${text(location)}/secrets/${text(id)}`,
  google_service_account_iam_member: ({ service_account_id: id }, text) => text(id),
};

/** Types that give permissions, too; none of them is expected. */
const UNEXPECTED = /^google_.*_iam_(policy|binding|member)$/;

export function documentsOf(configuration: Configuration): GoogleDocuments {
  const unexpected = Object.keys(configuration.resource ?? {}).filter((type) => UNEXPECTED.test(type) && !KINDS[type]);
  if (unexpected.length > 0) throw new Error(`unexpected permissions: ${unexpected.join(", ")}`);
  const text: Text = (argument) => resolvedIn(configuration, argument, COMPUTED);
  const bindings = Object.entries(KINDS).flatMap(([type, resourceOf]) =>
    resourcesOf(configuration, type).map((resource) => ({
      resource: resourceOf(resource, text),
      role: text(resource["role"]),
      member: text(resource["member"]),
    })),
  );
  return { bindings };
}
