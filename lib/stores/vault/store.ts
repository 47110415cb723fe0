import { acrossCopies } from "../../core/brand";
import { NO_MOUNT, usedKeys } from "../app-reader";
import type { Entry } from "../../core/entry";
import { SecretStore, type StoreContext, type StoreShare } from "../../core/parts";
import type { StoreReader } from "../../core/mount";
import { providerHandle } from "../../core/provider-handle";
import { Share } from "../../core/share";
import { checkExistingNames, planDocument, planEntries, StoreLayout } from "../store-layout";
import type { Claim } from "../../core/claim";
import type { Cluster } from "../../core/cluster";
import { qualifiedName, type Subject } from "../../core/subject";
import { apiPathOf, canonicalEntryName, DATABASE_ROLE, databaseRoleOf, inNamespace } from "./api-path";
import { checkAppReader, panelOf, propsFor } from "./app-reader";
import { connectionParameters } from "./connection";
import { accessOf, describeRole, loginOf } from "./describe-role";
import { namedEntry } from "./existing";
import { vaultScopes } from "./scope";
import { audienceOf, defaultAuthMount, VaultLogin } from "./login";
import { ENTRY_MAX_BYTES, entryResources } from "./entries";
import { fillCommand } from "./fill";
import { defaultName } from "./names";
import { policyText } from "./policy";
import { roleResources } from "./role-resources";
import { remoteValues, withMountedObjects, type Held } from "./mount";
import { checkVault } from "./checks";
import { assertTypes } from "../../core/prop-types";
import { shellCommand } from "../../core/shell";
import type { VaultPlan, VaultProps } from "./props";

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
  withoutAudience: "flag",
  alias: "text",
  boundCidrs: "texts",
} as const;

/** In Vault an entry that Terraform wrote and lets go of is deleted by that apply, with all its versions. */
const FILL_NOTE =
  "before the app starts: its pod waits while an entry is not there, and starts by itself once it is: on a real node 22 s later. Where Terraform wrote this value until now, put it after the apply that takes the value from it: that apply deletes the entry, and what was put there before";

/** Who reads what is planned. */
interface PlanRequest {
  readonly subject: Subject;
  readonly reader: StoreReader;
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
    const request = { subject, reader: context.reader, props: this.props, plan };
    describeRole(share, { ...request, claim: (claim) => this.claim(share, subject.cluster, claim) });
    share.providers.add("vault");
    share.make(() => entryResources(props, plan, entries, context.variables));
    if (props.existingRole === undefined) share.make(() => roleResources(subject, context.reader, props, plan));
    if (keys.some(({ value }) => typeof value === "object" && "origin" in value && value.origin.kind === "generated")) {
      share.providers.add("random");
    }
    const login = loginOf(subject, plan);
    const held = { declared: keys, existing: props.existing ?? [] };
    const fill = (entry: Entry, key: string) => {
      const property = remoteValues(plan.mount, [entry], held)[key]?.property ?? key;
      return fillCommand(plan.mount, props.namespace, entry, property);
    };
    if (context.reader === "app") {
      checkAppReader(share, this.props, plan, entries);
      return Object.assign(share, { entries, mount: NO_MOUNT, login, panel: panelOf(props, plan, entries), fill });
    }
    share.gate("csi-secret-store", "store");
    return Object.assign(share, {
      entries,
      mount: this.mountOf(plan, entries, held),
      remoteValues: remoteValues(plan.mount, entries, held),
      fill,
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
      audience: props.withoutAudience ? "" : audienceOf(subject.cluster, { login, given: props.audience, reader }),
      roleName: props.existingRole ?? props.roleName ?? defaultName(subject),
      policyName: props.policyName ?? defaultName(subject),
      paths,
      policy: policyText(paths),
    };
  }

  private mountOf(plan: VaultPlan, entries: readonly Entry[], held: Held) {
    const { address, namespace, tls } = this.props;
    const parameters = {
      ...connectionParameters(address, namespace, tls),
      vaultAuthMountPath: plan.authMount,
      roleName: plan.roleName,
      ...(plan.audience === "" && this.props.withoutAudience ? {} : { audience: plan.audience }),
    };
    return {
      kind: "SecretProviderClass",
      provider: "vault",
      parameters: withMountedObjects(parameters, plan.mount, entries, held),
    } as const;
  }

  private describeEntries(share: Share, { subject }: StoreContext, entries: readonly Entry[], plan: VaultPlan): void {
    const { namespace, provider } = this.props;
    const handle = providerHandle(provider);
    share.places.push({ provider: "vault", namespace, prop: "store.namespace", what: "everything in Vault", handle });
    for (const { name, content } of entries) {
      const own = content.kind !== "existing";
      const path = apiPathOf(plan.mount, name);
      const claim = { prop: own ? "store.path" : "store.existing", exclusive: own };
      this.claim(share, subject.cluster, { ...claim, kind: "Vault entry", name: path });
      const role = own ? undefined : databaseRoleOf(path);
      if (role) this.claim(share, subject.cluster, { ...claim, kind: DATABASE_ROLE, name: role });
    }
  }

  /** Claims a name in the Vault, wherever the Vault may be: from the root namespace a child's names can be named, too. */
  claim(share: Share, cluster: Cluster, claim: Omit<Claim, "scope">): void {
    const name = inNamespace(this.props.namespace, claim.name);
    for (const scope of vaultScopes(cluster, this.props.address)) share.claims.push({ ...claim, ...scope, name });
  }
}
