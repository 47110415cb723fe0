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
    app: platformApp(),
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
  const { credentials, document, store } = props;
  const declared = Object.entries(credentials ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  checkDocument(share, props, declared.length > 0);
  for (const [credential, value] of declared) declareCredential(share, credential, value, store);
  for (const credential of PLATFORM_CREDENTIAL_NAMES.filter((name) => credentials?.[name] === undefined)) {
    // The vendor's template has every key; one that is not used is empty.
    const value = document === undefined ? "" : SecretValue.external({ entry: document, property: credential });
    share.key(credential, value, document === undefined ? "credentials" : "document");
  }
  return share;
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

/** The platform's MendixApp is its installer's; its pod needs a token of its own to ask the store with. */
function platformApp() {
  return Object.assign(new Share(), {
    spec: undefined,
    imagePullSecrets: [],
    operatorConfiguration: { runtimeAutomountServiceAccountToken: true },
  });
}
