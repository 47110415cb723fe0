const MANAGE_VERSIONS = ["add", "destroy", "disable", "enable", "get", "list"].map(
  (name) => `secretmanager.versions.${name}`,
);
const VIEW = [
  "secretmanager.secrets.get",
  "secretmanager.secrets.getIamPolicy",
  "secretmanager.secrets.list",
  "secretmanager.versions.get",
  "secretmanager.versions.list",
];
const PROJECT = ["resourcemanager.projects.get", "resourcemanager.projects.list"];
const ACCESS = "secretmanager.versions.access";
const ALL = [
  ACCESS,
  ...MANAGE_VERSIONS,
  ...VIEW,
  "secretmanager.secrets.create",
  "secretmanager.secrets.delete",
  "secretmanager.secrets.setIamPolicy",
  "secretmanager.secrets.update",
];
const TOKENS = ["iam.serviceAccounts.getAccessToken", "iam.serviceAccounts.getOpenIdToken"];

/**
 * Permissions of predefined roles, written down from Google's own pages: those that the library grants, and those that
 * somebody would take in their place.
 *
 * @see https://cloud.google.com/iam/docs/roles-permissions/secretmanager
 * @see https://cloud.google.com/iam/docs/roles-permissions/iam
 */
export const ROLES: Readonly<Record<string, readonly string[]>> = {
  "roles/secretmanager.secretAccessor": [...PROJECT, ACCESS],
  "roles/secretmanager.viewer": [...PROJECT, ...VIEW],
  "roles/secretmanager.secretVersionAdder": [...PROJECT, "secretmanager.versions.add"],
  "roles/secretmanager.secretVersionManager": [...PROJECT, ...MANAGE_VERSIONS],
  "roles/secretmanager.admin": [...PROJECT, ...ALL],
  "roles/iam.workloadIdentityUser": ["iam.serviceAccounts.get", "iam.serviceAccounts.list", ...TOKENS],
  "roles/iam.serviceAccountUser": [
    "iam.serviceAccounts.actAs",
    "iam.serviceAccounts.get",
    "iam.serviceAccounts.list",
    ...PROJECT,
  ],
  "roles/iam.serviceAccountTokenCreator": [
    ...TOKENS,
    "iam.serviceAccounts.get",
    "iam.serviceAccounts.implicitDelegation",
    "iam.serviceAccounts.list",
    "iam.serviceAccounts.signBlob",
    "iam.serviceAccounts.signJwt",
  ],
};
