import { acrossCopies } from "../core/brand";
import type { TerraformProvider } from "cdktf";
import { NO_MOUNT, usedKeys } from "../blueprint/app-reader";
import type { Entry } from "../blueprint/entry";
import { SecretStore, type StoreContext, type StoreReader, type StoreShare } from "../blueprint/parts";
import { Share } from "../blueprint/share";
import { checkExistingNames, planDocument, planEntries, StoreLayout } from "../blueprint/store-layout";
import type { Cluster } from "../blueprint/cluster";
import { qualifiedName, type Subject } from "../blueprint/subject";
import { apiPathOf, canonicalEntryName, DATABASE_ROLE, databaseRoleOf, inNamespace } from "./api-path";
import { checkAppReader, panelOf, propsFor } from "./app-reader";
import { canonicalVault, connectionParameters, type VaultTls } from "./connection";
import { accessOf, describeRole, loginOf } from "./describe-role";
import { namedEntry, type ExistingVaultEntry } from "./existing-entry";
import { audienceOf, defaultAuthMount, VaultLogin } from "./login";
import { entryResources } from "./entry-resources";
import { defaultName } from "./names";
import { policyText } from "./policy";
import type { VaultTokenProps } from "./role";
import { roleResources } from "./role-resources";
import { remoteValues, withMountedObjects } from "./secret-provider-class";
import { checkVault } from "./vault-rules";
import { assertTypes } from "../values/prop-types";
import { shellCommand } from "../values/shell";

/** The largest value that Vault keeps on Consul's storage; its own takes twice as much. */
export const ENTRY_MAX_BYTES = 512 * 1024;

export interface VaultProps extends VaultTokenProps {
  /**
   * Address that the CSI provider reads from, for example `https://vault.example.com:8200`.
   *
   * @default - the CSI provider's own: its Helm chart points it at its caching agent
   */
  readonly address?: string;
  /**
   * Where the KV engine, version 2, is mounted.
   *
   * @default "secret"
   */
  readonly mount?: string;
  /**
   * Path of the settings' entry in the mount, and the folder of the secrets' entries. Without `data/`.
   *
   * @default - cluster, namespace and name joined by `/`
   */
  readonly path?: string;
  /**
   * One entry for each secret value, or one document for all of them.
   *
   * @default StoreLayout.ENTRIES
   */
  readonly layout?: StoreLayout;
  /**
   * How Vault verifies the pod's token.
   *
   * @default VaultLogin.IN_CLUSTER
   */
  readonly login?: VaultLogin;
  /**
   * Where that auth method is mounted, without `auth/`. Each cluster has a mount of its own.
   *
   * @default - "kubernetes", or "jwt" for VaultLogin.JWT
   */
  readonly authMount?: string;
  /**
   * Audience of the pod's token; role and SecretProviderClass both carry it.
   *
   * @default - "vault", or the API server's for VaultLogin.SELF_REVIEW and for Private Mendix Platform
   */
  readonly audience?: string;
  /**
   * Namespace of Vault Enterprise or OpenBao that everything is in, by its full path. The provider of Terraform has to
   * be in the root namespace: it puts its own namespace in front.
   *
   * @default - the root namespace
   */
  readonly namespace?: string;
  /**
   * How the CSI provider trusts Vault.
   *
   * @default - by its own trust
   */
  readonly tls?: VaultTls;
  /**
   * Name of the policy, in lower case.
   *
   * @default - cluster, namespace and name joined by `.`
   */
  readonly policyName?: string;
  /**
   * Name of the role.
   *
   * @default - cluster, namespace and name joined by `.`; for Private Mendix Platform "pmp-secret-accessor-role"
   */
  readonly roleName?: string;
  /**
   * Name of a role that somebody else made. Then neither a role nor a policy is made: the steps say what they must be.
   *
   * @default - the environment's own role
   */
  readonly existingRole?: string;
  /**
   * Entries that somebody else made, with the keys that they hold.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingVaultEntry[];
  /**
   * Versions that an entry keeps, 1 to 100.
   *
   * @default - the mount's, 10 if that says nothing
   */
  readonly maxVersions?: number;
  /**
   * Whether destroying an entry deletes all its versions for good. Otherwise the newest is deleted so that
   * `vault kv undelete` brings it back, and older ones stay readable for who may read them. It is taken when an entry is
   * made, and has no effect on those that are there.
   *
   * @default false
   */
  readonly deleteAllVersions?: boolean;
  /**
   * Provider of the Vault, where it is not the stack's default.
   *
   * @default - the stack's Vault provider
   */
  readonly provider?: TerraformProvider;
}

const PROP_TYPES = {
  address: "text",
  mount: "text",
  path: "text",
  authMount: "text",
  audience: "text",
  namespace: "text",
  tls: "map",
  policyName: "text",
  roleName: "text",
  existingRole: "text",
  existing: "list",
  deleteAllVersions: "flag",
  noDefaultPolicy: "flag",
  alias: "text",
  boundCidrs: "texts",
} as const;

/** In Vault an entry that Terraform wrote and lets go of is deleted by that apply, with all its versions. */
const FILL_NOTE =
  "before the app starts: a pod that mounts an entry that is not there does not start. Where Terraform wrote this value until now, put it after the apply that takes the value from it: that apply deletes the entry, and what was put there before";

/** Who reads what is planned. */
interface PlanRequest {
  readonly subject: Subject;
  readonly reader: StoreReader;
}

/** What an environment has in Vault beside its entries: pure data, the same whenever it is asked for. */
export interface VaultPlan {
  readonly mount: string;
  readonly login: VaultLogin;
  readonly authMount: string;
  readonly audience: string;
  readonly roleName: string;
  readonly policyName: string;
  /** Paths of Vault's API that the pod reads. */
  readonly paths: readonly string[];
  /** The policy as JSON. */
  readonly policy: string;
}

/**
 * HashiCorp Vault or OpenBao: settings in one KV v2 entry, each secret value in an entry of its own, and a role that
 * only this environment's ServiceAccount can log in to.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/#configuring-a-secret-store-with-hashicorp-vault
 */
export class Vault extends SecretStore {
  static {
    acrossCopies(this, "Vault");
  }

  readonly title = "HashiCorp Vault";

  constructor(readonly props: VaultProps = {}) {
    super();
  }

  describe(context: StoreContext): StoreShare {
    assertTypes("store", this.props, PROP_TYPES);
    const share = new Share();
    const props = propsFor(context.reader, this.props);
    const { subject, keys } = context;
    const entries = this.entries(share, context);
    const plan = this.plan(context, entries);
    checkVault(share, context, props, plan);
    this.describeEntries(share, context, entries, plan);
    checkExistingNames(share);
    const scope = this.scopeIn(subject.cluster);
    const request = { subject, reader: context.reader, props: this.props, plan, scope };
    describeRole(share, request);
    share.providers.add("vault");
    share.make(() => entryResources(props, plan, entries, context.variables));
    if (props.existingRole === undefined) share.make(() => roleResources(subject, context.reader, props, plan));
    if (keys.some(({ value }) => typeof value === "object" && "origin" in value && value.origin.kind === "generated")) {
      share.providers.add("random");
    }
    const login = loginOf(subject, plan);
    if (context.reader === "app") {
      checkAppReader(share, this.props, plan, entries);
      return Object.assign(share, { entries, mount: NO_MOUNT, login, panel: panelOf(props, plan, entries) });
    }
    share.gate("csi-secret-store", "store");
    return Object.assign(share, {
      entries,
      mount: this.mountOf(plan, entries, keys),
      remoteValues: remoteValues(plan.mount, entries, keys),
      access: accessOf(request),
      ...(context.reader === "operator" ? {} : { login }),
    });
  }

  private entries(share: Share, { subject, keys, reader }: StoreContext): readonly Entry[] {
    const { mount = "secret", path = qualifiedName(subject, "/"), layout, existing } = this.props;
    if (reader === "app") return planDocument(usedKeys(keys), { name: path, nested: false });
    return planEntries(share, keys, {
      layout: layout ?? StoreLayout.ENTRIES,
      nameOf: (part) => (part === "settings" ? path : `${path}/${part === "secrets" ? part : part.key}`),
      existing: (existing ?? []).map((entry) => namedEntry(mount, entry)),
      maxBytes: ENTRY_MAX_BYTES,
      canonicalName: (name) => canonicalEntryName(mount, name),
      fill: (key, name) => shellCommand("vault", "kv", "put", `-mount=${mount}`, name, `${key}=-`),
      fillNote: FILL_NOTE,
    });
  }

  private plan({ subject, reader }: PlanRequest, entries: readonly Entry[]): VaultPlan {
    const props = propsFor(reader, this.props);
    const { mount = "secret", login = VaultLogin.IN_CLUSTER } = props;
    const paths = entries.map((entry) => apiPathOf(mount, entry.name));
    return {
      mount,
      login,
      authMount: props.authMount ?? defaultAuthMount(login),
      audience: audienceOf(subject.cluster, { login, given: props.audience, reader }),
      roleName: props.existingRole ?? props.roleName ?? defaultName(subject),
      policyName: props.policyName ?? defaultName(subject),
      paths,
      policy: policyText(paths),
    };
  }

  private mountOf(plan: VaultPlan, entries: readonly Entry[], keys: StoreContext["keys"]) {
    const { address, namespace, tls } = this.props;
    const parameters = {
      ...connectionParameters(address, namespace, tls),
      vaultAuthMountPath: plan.authMount,
      roleName: plan.roleName,
      audience: plan.audience,
    };
    return {
      kind: "SecretProviderClass",
      provider: "vault",
      parameters: withMountedObjects(parameters, plan.mount, entries, keys),
    } as const;
  }

  private describeEntries(share: Share, { subject }: StoreContext, entries: readonly Entry[], plan: VaultPlan): void {
    const scope = this.scopeIn(subject.cluster);
    for (const { name, content } of entries) {
      const own = content.kind !== "existing";
      const path = apiPathOf(plan.mount, name);
      const claim = { scope, prop: own ? "store.path" : "store.existing", exclusive: own };
      share.claims.push({ ...claim, kind: "Vault entry", name: inNamespace(this.props.namespace, path) });
      const role = own ? undefined : databaseRoleOf(path);
      if (role) share.claims.push({ ...claim, kind: DATABASE_ROLE, name: inNamespace(this.props.namespace, role) });
    }
  }

  /** Vaults are told apart by address; without one it is the Vault of the cluster's CSI provider. */
  scopeIn(cluster: Cluster): string {
    return canonicalVault(cluster, this.props.address);
  }
}
