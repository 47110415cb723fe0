import type { Blueprint } from "../core/blueprint";
import type { Context, SecretStore } from "../core/parts";
import { quote } from "../core/problem";
import { Share } from "../core/share";
import { didYouMean } from "../core/did-you-mean";
import { assemble, describeParts } from "../engine/assemble";
import { incompleteBlueprint, isComplete, textOf } from "../engine/safely";
import { checkSubject } from "../engine/subject-rules";
import { refuseSecretTexts } from "../engine/secret-rules";
import { refuseUnusable } from "../engine/usable-values";
import { Delivery } from "../delivery/delivery";
import { AwsSecretsManager } from "../stores/aws/store";
import { declareSecret } from "../core/secret-checks";
import { SecretValue } from "../core/secret-value";
import { isCredential, PLATFORM_CREDENTIAL_NAMES } from "./credentials";
import { panelSteps } from "./panel-steps";
import type { PrivatePlatformSecretStoreProps } from "./props";

/** Why a credential is not made up. */
const STRANGER = "the system that the credential is for would not know it";

/** Everything that is known about the platform's credentials before a construct exists. Pure, like an environment's. */
export function describePlatform(props: PrivatePlatformSecretStoreProps): Blueprint {
  const own = new Share();
  if (!refuseUnusable(own, props) || !isComplete(own, props, false)) return incompleteBlueprint(props, own);
  checkSubject(own, props);
  const { cluster, versions, identity, store } = props;
  const [name, namespace] = [textOf(props.name), textOf(props.namespace)];
  const context: Context = { subject: { cluster, namespace, name }, versions, identity, store, reader: "app" };
  const reader = {
    context,
    own,
    values: [credentialsOf(props)],
    store,
    identity,
    app: platformApp(store),
    delivery: props.delivery ?? Delivery.terraform(),
  };
  const shares = describeParts(reader);
  refuseSecretTexts(own, props, shares.all);
  if (!shares.store.panel) reportStore(own, store.title);
  own.steps.push(...panelSteps(shares.store, shares.keys));
  return assemble(reader, shares);
}

function reportStore(own: Share, title: string): void {
  own.problem(
    "MX-PLATFORM-STORE",
    "store",
    `Private Mendix Platform can't read ${title || "this store"}.`,
    "Write new AwsSecretsManager(), new Vault() or new AzureKeyVault().",
  );
}

function credentialsOf(props: PrivatePlatformSecretStoreProps): Share {
  const share = new Share();
  const { credentials, otherCredentials, document, store } = props;
  const declared = sorted(credentials);
  const others = sorted(otherCredentials);
  checkDocument(share, props, declared.length + others.length > 0);
  for (const [credential, value] of declared) declareCredential(share, credential, value, store);
  for (const [credential, value] of others) {
    if (isNewer(share, `otherCredentials[${quote(credential)}]`, credential)) declare(share, credential, value, store);
  }
  for (const credential of heldOrEmpty(share, props)) {
    // The vendor's template has every key; one that is not used is empty.
    const value = document === undefined ? "" : SecretValue.external({ entry: document, property: credential });
    share.key(credential, value, document === undefined ? "credentials" : "document");
  }
  return share;
}

function sorted(credentials: object | undefined): readonly (readonly [string, unknown])[] {
  return Object.entries(credentials ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Credentials that somebody else's document holds, or that the one which is made here has empty. */
function heldOrEmpty(share: Share, props: PrivatePlatformSecretStoreProps): readonly DottedPath[] {
  const { credentials, document, documentHolds } = props;
  if (documentHolds === undefined) {
    return PLATFORM_CREDENTIAL_NAMES.filter((name) => credentials?.[name] === undefined);
  }
  if (document === undefined) {
    const fix = "Write document with its name, or take documentHolds out.";
    share.problem("MX-PLATFORM-DOCUMENT", "documentHolds", "There is no document that could hold credentials.", fix);
  }
  return documentHolds.filter((name): name is DottedPath => {
    return isCredential(name) || isNewer(share, `documentHolds[${quote(name)}]`, name);
  });
}

type DottedPath = `${string}.${string}`;

/** Whether a path can be one of a newer platform's; one that is nearly a known one is a slip. */
function isNewer(share: Share, prop: string, path: string): path is DottedPath {
  const form = /^[A-Z][A-Za-z0-9]*\.[A-Z][A-Za-z0-9]*$/.test(path);
  const near = didYouMean(path, PLATFORM_CREDENTIAL_NAMES);
  if (form && !isCredential(path) && near === "") return true;
  share.problem(
    "MX-PLATFORM-CREDENTIAL",
    prop,
    isCredential(path)
      ? `${quote(path)} is known, and belongs under credentials.`
      : `${quote(path)} is not the dotted path of a credential, as Maia.ApiKey is.${near}`,
    "Write the path as the admin panel shows it.",
  );
  return false;
}

function checkDocument(share: Share, { document, store }: PrivatePlatformSecretStoreProps, declared: boolean): void {
  if (document !== undefined && store.entryPerKey) {
    share.problem(
      "MX-PLATFORM-DOCUMENT",
      "document",
      `${store.title} has a secret for each credential, so no document holds them.`,
      'Write credentials: { "Email.SMTPPassword": SecretValue.external() } with those that somebody else writes.',
    );
  } else if (declared === (document !== undefined)) {
    share.problem(
      "MX-PLATFORM-DOCUMENT",
      "credentials",
      declared ? "Credentials are declared beside a document of somebody else's." : "No credential is declared.",
      store.entryPerKey
        ? 'Write credentials: { "Email.SMTPPassword": SecretValue.fromVariable() }.'
        : "Write credentials to have the document made, or document to name one that somebody else writes.",
    );
  }
}

function declareCredential(share: Share, credential: string, value: unknown, store: SecretStore): void {
  const prop = `credentials[${quote(credential)}]`;
  if (!isCredential(credential)) {
    share.problem(
      "MX-PLATFORM-CREDENTIAL",
      prop,
      `${quote(credential)} is not a credential of the platform.${didYouMean(credential, PLATFORM_CREDENTIAL_NAMES)}`,
      "Write one of the dotted paths that the admin panel shows (docs/platform.md).",
    );
    return;
  }
  declare(share, credential, value, store, prop);
}

function declare(
  share: Share,
  credential: DottedPath,
  value: unknown,
  store: SecretStore,
  prop = `otherCredentials[${quote(credential)}]`,
): void {
  if (SecretValue.isSecretValue(value) && value.origin.kind === "external" && !store.entryPerKey) {
    share.problem(
      "MX-PLATFORM-DOCUMENT",
      prop,
      "One value of somebody else's can't stand in a document that is rewritten whole.",
      "Write document with the name of a document that somebody else writes, or SecretValue.fromVariable().",
    );
    return;
  }
  declareSecret(share, credential, value, prop, {
    notGenerated: store.entryPerKey ? STRANGER : `${STRANGER}, and the document is rewritten whole`,
  });
}

/**
 * The platform's MendixApp is its installer's. Its pod asks Vault and Azure with a token that the ServiceAccount is
 * given; on AWS the webhook of EKS brings one along, and the namespace's other pods need none.
 */
function platformApp(store: SecretStore) {
  const onAws = store instanceof AwsSecretsManager;
  return Object.assign(new Share(), {
    spec: undefined,
    imagePullSecrets: [],
    operatorConfiguration: onAws ? {} : { runtimeAutomountServiceAccountToken: true },
  });
}
