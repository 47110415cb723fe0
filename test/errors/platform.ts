import {
  AwsSecretsManager,
  describePlatform,
  KubernetesSecret,
  SecretValue,
  StoreLayout,
  type PrivatePlatformSecretStoreProps,
  type ProblemCode,
} from "../../lib";
import { BASES, platform, platformOnAzure } from "../platform/samples";
import type { ErrorRow } from "../support/error-rows";

/** A row whose problem is in the blueprint of the platform. */
function wrong(
  code: ProblemCode,
  prop: string,
  props: PrivatePlatformSecretStoreProps,
  shows: string,
  fix: string,
): ErrorRow {
  return { code, prop, shows, fix, problems: () => describePlatform(props).problems };
}

const misspelt = {
  "Vcs.GitlabAdminPat": SecretValue.fromVariable(),
} as NonNullable<PrivatePlatformSecretStoreProps["credentials"]>;

/** The credentials of Private Mendix Platform itself. */
export const ROWS: readonly ErrorRow[] = [
  wrong(
    "MX-PLATFORM-CREDENTIAL",
    'credentials["Vcs.GitlabAdminPat"]',
    platform({ credentials: misspelt }),
    "Did you mean VCS.GitlabAdminPAT?",
    "docs/platform.md",
  ),
  wrong("MX-PLATFORM-DOCUMENT", "credentials", BASES.aws, "No credential is declared", "Write credentials"),
  wrong(
    "MX-PLATFORM-DOCUMENT",
    'credentials["Email.SMTPPassword"]',
    platform({ credentials: { "Email.SMTPPassword": SecretValue.external() } }),
    "rewritten whole",
    "Write document",
  ),
  wrong(
    "MX-PLATFORM-DOCUMENT",
    "document",
    platformOnAzure({ document: "PMP-Credentials" }),
    "a secret for each credential",
    "SecretValue.external()",
  ),
  wrong(
    "MX-PLATFORM-STORE",
    "store",
    platform({ store: new KubernetesSecret() }),
    "can't read",
    "Write new AwsSecretsManager()",
  ),
  wrong(
    "MX-PLATFORM-STORE",
    "store.layout",
    platform({ store: new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }) }),
    "layout can't be used",
    "Take layout out",
  ),
];
