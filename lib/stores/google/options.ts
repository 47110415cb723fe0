import { keysOf, type Entry } from "../../core/entry";
import type { StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { Share } from "../../core/share";
import { didYouMean } from "../../core/did-you-mean";
import { isToken } from "../../core/names";
import { SecretValue } from "../../core/secret-value";
import { holdsToken } from "../../core/text";

/** Name of the CSI driver that mounts the secrets into the pod. */
export enum GoogleCsiDriver {
  /** The open-source driver, installed by Helm. The Operator mounts this one. */
  OPEN_SOURCE = "secrets-store.csi.k8s.io",
  /** GKE's own Secret Manager add-on. The Operator does not mount it, so it is refused. */
  GKE_ADD_ON = "secrets-store-gke.csi.k8s.io",
}

/** What becomes of a version that another one replaced. The new one is always there first. */
export enum VersionDeletion {
  /** It stays, enabled: a rollback is possible, and whoever may read the secret may read it too. */
  KEEP = "ABANDON",
  /** It stays and can't be read until somebody enables it again. */
  DISABLE = "DISABLE",
  /** It is destroyed for good. */
  DESTROY = "DELETE",
}

/** Largest value of a secret. */
export const SECRET_MAX_BYTES = 65_536;

const VERSION = /^([1-9]\d*|latest|[A-Za-z][A-Za-z0-9_-]{0,62})$/;
const LABEL_KEY = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u;
const LABEL_VALUE = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u;
const LABELS_MAX = 64;

/** The add-on's driver has another name, which no declaration can put into the pod's volume. */
export function checkDriver(share: Share, driver: GoogleCsiDriver | undefined): void {
  if (driver === undefined || driver === GoogleCsiDriver.OPEN_SOURCE) return;
  share.problem(
    "MX-GOOGLE-DRIVER",
    "store.driver",
    `The Operator mounts ${GoogleCsiDriver.OPEN_SOURCE} only; ${quote(driver)} is ${driver === GoogleCsiDriver.GKE_ADD_ON ? "GKE's own add-on, which the vendor does not support" : "no driver that it knows"}.`,
    "Install the open-source driver and its provider for Google with Helm, beside the add-on if need be, and leave driver out.",
  );
}

export function checkLabels(share: Share, labels: Readonly<Record<string, string>> = {}): void {
  const entries = Object.entries(labels);
  if (entries.length > LABELS_MAX) {
    const message = `A secret takes ${LABELS_MAX} labels, these are ${entries.length}.`;
    share.problem("MX-GOOGLE-LABEL", "store.labels", message, "Take some out.");
  }
  for (const [key, value] of entries) {
    if (LABEL_KEY.test(key) && (isToken(value) || LABEL_VALUE.test(value))) continue;
    share.problem(
      "MX-GOOGLE-LABEL",
      `store.labels[${quote(key)}]`,
      `${quote(key)}: ${quote(value)} is not a label: up to 63 lower-case letters, digits, _ and -, the key beginning with a letter.`,
      'Write it as in labels: { "cost-center": "shop-42" }.',
    );
  }
}

/** A version that is replaced goes: a key that is written here can be pinned only where versions are kept. */
export function checkPins(
  share: Share,
  pins: Readonly<Record<string, string>> = {},
  entries: readonly Entry[],
  deletion: VersionDeletion,
): void {
  const written = entries.filter(({ content }) => content.kind === "settings" || content.kind === "secret");
  const [all, own] = [entries.flatMap(keysOf), written.flatMap(keysOf)];
  for (const [key, version] of Object.entries(pins)) {
    const prop = `store.pinnedVersions[${quote(key)}]`;
    const report = (message: string, fix: string) => share.problem("MX-GOOGLE-VERSION", prop, message, fix);
    if (!all.includes(key)) {
      report(`No secret holds ${quote(key)}.${didYouMean(key, all)}`, "Write a key that the environment has.");
    } else if (isToken(version) || !VERSION.test(version)) {
      report(`${quote(version)} is neither the number of a version nor an alias.`, 'Write "3", or leave it out.');
    } else if (version !== "latest" && own.includes(key) && deletion !== VersionDeletion.KEEP) {
      report(
        `${key} is written here, so its next value would take version ${version} away from the pod that is pinned to it.`,
        "Write versionDeletion: VersionDeletion.KEEP, or take the pin out.",
      );
    }
  }
}

/** Secret Manager takes no empty value and no large one; of secret values Terraform checks the same at plan. */
export function checkValues(share: Share, { keys }: StoreContext): void {
  for (const { key, value, prop } of keys) {
    if (SecretValue.isSecretValue(value) || typeof value !== "string" || holdsToken(value)) continue;
    const bytes = Buffer.byteLength(value, "utf8");
    if (bytes > 0 && bytes <= SECRET_MAX_BYTES) continue;
    share.problem(
      "MX-VALUE-FORM",
      prop,
      bytes === 0
        ? `The value of ${key} is empty, and Google Secret Manager takes no empty value.`
        : `The value of ${key} has ${bytes} bytes, and Google Secret Manager takes ${SECRET_MAX_BYTES}.`,
      bytes === 0 ? "Leave it out: the app then has its model's default." : "Write a shorter one.",
    );
  }
}
