import { Reference } from "../../core/expression";
import type { Setting } from "../../core/entry";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import { Share, type DeclaredKey } from "../../core/share";
import { providerHandle } from "../../core/provider-handle";
import { SecretValue } from "../../core/secret-value";
import { secretClaims } from "../../core/subject";
import { SECRET_MAX_BYTES, secretResources } from "./entries";
import { fillCommand } from "./fill";
import { describeExistingSecret, type ExistingKubernetesSecretProps } from "./existing";
import { checkValue } from "../../app/value-rules";
import type { KubernetesSecretProps } from "./props";

/**
 * A plain Kubernetes Secret, which the Operator mounts in place of a CSI volume. It is one document: every change of
 * its keys, a setting or a revision rewrites it whole, so all values must be the real ones then.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
 */
export class KubernetesSecret extends SecretStore {
  /**
   * A Secret that somebody else makes under the environment's name: External Secrets, Sealed Secrets, a pipeline. Nothing
   * is written; the steps say what it has to hold.
   */
  static fromExisting(props: ExistingKubernetesSecretProps = {}): KubernetesSecret {
    return new KubernetesSecret(undefined, props);
  }

  readonly title = "Kubernetes Secret";

  constructor(props?: KubernetesSecretProps);
  /** @internal */
  constructor(props: undefined, existing: ExistingKubernetesSecretProps);
  constructor(
    readonly props: KubernetesSecretProps = {},
    private readonly existing?: ExistingKubernetesSecretProps,
  ) {
    super();
  }

  describe(context: StoreContext): StoreShare {
    const share = new Share();
    const mount = { kind: "Secret" } as const;
    share.claims.push(...secretClaims(context.subject, context.subject.name, "name", true));
    if (this.existing === undefined) {
      const { content, ...entry } = this.entry(share, context);
      const handle = providerHandle(this.props.provider);
      const { context: at } = context.subject.cluster;
      share.places.push({ provider: "kubernetes", context: at, prop: "store.provider", what: "the Secret", handle });
      share.make(() => secretResources(context.subject, content, context.variables, this.props));
      return Object.assign(share, { entries: [{ ...entry, content }], mount });
    }
    gateSecret(share, this.existing.csiDriverInstalled === true);
    const entries = describeExistingSecret(share, context, this.existing.keys ?? []);
    return Object.assign(share, { entries, mount, fill: () => fillCommand(context.subject) });
  }

  private entry(share: Share, { keys, subject }: StoreContext) {
    const settings: Record<string, Setting> = {};
    const secrets: Record<string, SecretValue> = {};
    for (const { key, value, prop } of keys) {
      checkValue(share, "secretKey", prop, key);
      if (!SecretValue.isSecretValue(value)) settings[key] = value;
      else if (isWritable(share, { key, value, prop })) secrets[key] = value;
    }
    checkSize(share, settings);
    gateSecret(share, this.props.csiDriverInstalled === true);
    share.providers.add("kubernetes-write-only");
    share.warnings.push(
      "At TF_LOG=DEBUG the Kubernetes provider logs a Secret's values when it creates one: keep its logs at INFO.",
      "Who may read Secrets of the namespace may read this one: encrypt etcd, and grant that right to few.",
    );
    return { id: "secret", name: subject.name, content: { kind: "document", settings, secrets } } as const;
  }
}

/** The Operator reads a Secret since 2.22, and without the CSI driver on the cluster since 2.24.2. */
export function gateSecret(share: Share, csiDriverInstalled: boolean): void {
  share.gate(csiDriverInstalled ? "kubernetes-secret" : "kubernetes-secret-without-driver", "store");
}

/** A value that is made once, or that somebody else writes, would be lost whenever the document is rewritten. */
function isWritable(share: Share, { key, value, prop }: DeclaredKey): boolean {
  const kind = SecretValue.isSecretValue(value) ? value.origin.kind : undefined;
  if (kind !== "generated" && kind !== "external") return true;
  const what = kind === "generated" ? "is generated once" : "is written by somebody else";
  share.problem(
    kind === "generated" ? "MX-SECRET-GENERATED" : "MX-SECRET-EXTERNAL",
    prop,
    `${key} ${what}, and a Kubernetes Secret is rewritten whole: the value would be lost.`,
    "Write SecretValue.fromVariable(), or use a store with an entry for each value.",
  );
  return false;
}

function checkSize(share: Share, settings: Readonly<Record<string, Setting>>): void {
  const text = Object.entries(settings).map(([key, value]) => key + (Reference.isReference(value) ? "" : value));
  const size = Buffer.byteLength(text.join(""), "utf8");
  if (size <= SECRET_MAX_BYTES) return;
  share.problem(
    "MX-KUBERNETES-SIZE",
    "store",
    `The settings alone have ${size} bytes; a Secret takes ${SECRET_MAX_BYTES}.`,
    "Declare shorter values, or use a store with an entry for each value.",
  );
}
