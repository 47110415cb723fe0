import { Reference } from "../../core/expression";
import type { Entry, Setting } from "../../core/entry";
import type { StoreContext } from "../../core/parts";
import { quote } from "../../core/problem";
import type { DeclaredKey, Share } from "../../core/share";
import { checkExistingKeys } from "../../engine/key-rules";
import { SecretValue } from "../../core/secret-value";
import { SECRET_ANNOTATIONS } from "../../engine/objects";

export interface ExistingKubernetesSecretProps {
  /**
   * Keys that the Secret holds beside those which props of the environment declare.
   *
   * @default - none
   */
  readonly keys?: readonly string[];
  /**
   * Whether the Secrets Store CSI driver is installed on the cluster; Operators before 2.24.2 read the Secret only then.
   *
   * @default false
   */
  readonly csiDriverInstalled?: boolean;
}

/**
 * What an environment expects of a Secret that somebody else makes: what its props declare, and the keys that are said
 * to be in it. Nothing is written, so its owner is told every value that is no secret.
 */
export function describeExistingSecret(
  share: Share,
  { keys: declared, subject }: StoreContext,
  keys: readonly string[],
): readonly Entry[] {
  if (keys.length > 0) checkExistingKeys(share, keys, "store.keys");
  const settings: Record<string, Setting> = {};
  const held: string[] = [];
  for (const own of declared) {
    if (!SecretValue.isSecretValue(own.value)) settings[own.key] = own.value;
    else if (isHeld(share, own)) held.push(own.key);
  }
  const others = [...held, ...keys];
  tellOwner(share, subject, settings, others);
  const entries: Entry[] = [];
  if (Object.keys(settings).length > 0) {
    entries.push({ id: "settings", name: subject.name, content: { kind: "settings", values: settings } });
  }
  if (others.length > 0) {
    entries.push({ id: "secret", name: subject.name, content: { kind: "existing", keys: others } });
  }
  return entries;
}

/** A value of one's own would have to be written into the Secret of somebody else. */
function isHeld(share: Share, { key, value, prop }: DeclaredKey): boolean {
  const origin = SecretValue.isSecretValue(value) ? value.origin : undefined;
  if (origin?.kind === "external" && origin.entry === undefined) return true;
  share.problem(
    "MX-SECRET-EXISTING",
    prop,
    origin?.kind === "external"
      ? `${key} is said to be in ${quote(origin.entry)}, and the pod mounts one Secret only.`
      : `${key} would have to be written, and the Secret is somebody else's.`,
    "Write SecretValue.external(), so that its owner writes it, or store: new KubernetesSecret().",
  );
  return false;
}

function tellOwner(
  share: Share,
  { name, namespace }: StoreContext["subject"],
  settings: Readonly<Record<string, Setting>>,
  others: readonly string[],
): void {
  const as = `as the owner of the Secret ${name}`;
  const annotation = Object.entries(SECRET_ANNOTATIONS).map(([key, value]) => `${key}: "${value}"`);
  share.steps.push({
    as,
    does: `Make it in the namespace ${namespace}, with the annotation ${annotation.join()}, and hold ${[...Object.keys(settings), ...others].join(", ")} in it.`,
    note: "before the app starts: a pod that mounts no Secret does not start",
  });
  const values = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
  if (values.length === 0) return;
  share.steps.push({
    as,
    does: `Write these values into it: ${values.join(", ")}`,
    note: "and again when they change: what is declared here does not reach the Secret",
    knownAfterApply: Object.values(settings).filter(Reference.isReference),
  });
}
