import { acrossCopies } from "../../core/brand";
import { keysOf } from "../../core/entry";
import type { Grant } from "../../core/grant";
import type { ManifestValue } from "../../core/kubernetes-object";
import { SecretStore, type RemoteValue, type StoreContext, type StoreShare } from "../../core/parts";
import type { StoreReader } from "../../core/mount";
import { checkChoice } from "../../core/choice";
import { secretClaims } from "../../core/subject";
import { gateSecret } from "./store";
import { checkValue } from "../../app/value-rules";

/** Kinds of stores that External Secrets Operator knows. */
export enum SecretStoreKind {
  /** In the environment's namespace. */
  SECRET_STORE = "SecretStore",
  /** For all namespaces of the cluster. */
  CLUSTER_SECRET_STORE = "ClusterSecretStore",
}

export interface ExternalSecretProps {
  /** Where the values live: any store of this library. */
  readonly store: SecretStore;
  /** Name of the SecretStore of External Secrets Operator that reads there. */
  readonly secretStore: string;
  /**
   * Its kind.
   *
   * @default SecretStoreKind.SECRET_STORE
   */
  readonly secretStoreKind?: SecretStoreKind;
  /**
   * Whether the SecretStore acts as the environment's own ServiceAccount, whose identity then keeps the permission
   * to read. Otherwise the SecretStore has an identity of its own, and its owner grants the permission.
   *
   * @default false
   */
  readonly usesEnvironmentServiceAccount?: boolean;
  /**
   * How often the values are read again.
   *
   * @default "1h"
   */
  readonly refreshInterval?: string;
  /**
   * Whether the Secrets Store CSI driver is installed on the cluster; Operators before 2.24.2 read the Secret only then.
   *
   * @default false
   */
  readonly csiDriverInstalled?: boolean;
}

/**
 * The entries of another store, which External Secrets Operator copies into a Kubernetes Secret of the environment.
 *
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret extends SecretStore {
  static {
    acrossCopies(this, "ExternalSecret");
  }

  readonly title: string;

  constructor(readonly props: ExternalSecretProps) {
    super();
    this.title = `${props?.store?.title} through External Secrets Operator`;
  }

  describe(context: StoreContext): StoreShare {
    const { props } = this;
    const inner = props.store.describe({ ...context, reader: this.reader(context), copied: true });
    if (props.store instanceof ExternalSecret) {
      const message = "External Secrets Operator copies from a store, and this one is a copy itself.";
      inner.problem("MX-EXTERNAL-SECRET", "store.store", message, "Write the store that holds the values.");
    }
    checkValue(inner, "objectName", "store.secretStore", props.secretStore);
    checkChoice(inner, "store.secretStoreKind", props.secretStoreKind, SecretStoreKind);
    if (props.refreshInterval !== undefined)
      checkValue(inner, "duration", "store.refreshInterval", props.refreshInterval);
    // The driver is out of it: neither its gate nor its permission is the pod's.
    inner.gates.splice(0, inner.gates.length, ...inner.gates.filter(({ gate }) => gate !== "csi-secret-store"));
    gateSecret(inner, props.csiDriverInstalled === true);
    this.grantToSecretStore(inner);
    inner.claims.push(...secretClaims(context.subject, context.subject.name, "name", true));
    return Object.assign(inner, { mount: { kind: "Secret", externalSecret: this.specOf(inner) } as const });
  }

  private reader({ reader }: Pick<StoreContext, "reader">): StoreReader {
    return this.props.usesEnvironmentServiceAccount ? reader : "operator";
  }

  /** Not the pod reads the entries, so its identity does not get the permission: a person is told which it takes. */
  private grantToSecretStore(inner: StoreShare): void {
    const grants = this.props.usesEnvironmentServiceAccount ? [] : inner.grants.splice(0);
    const needs = grants.map((grant) => `Grant its identity: ${textOf(grant)}.`);
    for (const does of [...needs, ...(inner.access ? [inner.access] : [])]) {
      inner.steps.push({
        as: `as the owner of the ${this.kind} ${this.props.secretStore}`,
        does,
        note: "before the app starts: without it no Secret is made",
      });
    }
  }

  private get kind(): SecretStoreKind {
    return this.props.secretStoreKind ?? SecretStoreKind.SECRET_STORE;
  }

  private specOf(inner: StoreShare): Readonly<Record<string, ManifestValue>> {
    const keys = inner.entries.flatMap(keysOf);
    const unknown = keys.filter((key) => inner.remoteValues?.[key] === undefined);
    if (unknown.length > 0) {
      inner.problem(
        "MX-EXTERNAL-SECRET",
        "store.store",
        `${this.props.store.title} can't be read by External Secrets Operator: it does not say where ${unknown[0]} lies.`,
        "Use the store itself, with the CSI driver.",
      );
    }
    const data = keys.map((key) => ({ secretKey: key, remoteRef: remoteRef(inner.remoteValues?.[key] ?? { key }) }));
    return {
      refreshInterval: this.props.refreshInterval ?? "1h",
      secretStoreRef: { kind: this.kind, name: this.props.secretStore },
      data,
    };
  }
}

function remoteRef({ base64, ...value }: RemoteValue): ManifestValue {
  return base64 ? { ...value, decodingStrategy: "Base64" } : { ...value };
}

function textOf(grant: Grant): string {
  switch (grant.cloud) {
    case "aws":
      return `${grant.actions.join(", ")} on ${grant.resources.join(", ")}`;
    case "azure":
      return `${grant.role} on ${String(grant.scope)}`;
    case "google":
      return `${grant.role} on ${grant.resource}`;
  }
}
