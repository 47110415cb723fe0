import type * as prerequisites from "./cluster/prerequisites";
import type * as setup from "./cluster/cluster-setup";
import type * as auth from "./cluster/vault-auth";
import type * as database from "./cluster/vault-database";
import type * as mount from "./cluster/vault-kv-mount";
import type * as stack from "./declaration/constructs/declared-stack";
import type * as environment from "./environment/environment";
import type * as platform from "./platform/private-platform";
import type * as policies from "./testing/policy-check";
import { lazyExports } from "./write/peers";

// Everything that needs cdktf. Each is loaded when it is used, so that nothing else needs it.
const own: object = exports;

export declare const MendixSecretStoreEnvironment: typeof environment.MendixSecretStoreEnvironment;
export type MendixSecretStoreEnvironment = environment.MendixSecretStoreEnvironment;
lazyExports<typeof environment>(
  own,
  ["MendixSecretStoreEnvironment"],
  () => require("./environment/environment") as typeof environment,
);

export declare const PrivatePlatformSecretStore: typeof platform.PrivatePlatformSecretStore;
export type PrivatePlatformSecretStore = platform.PrivatePlatformSecretStore;
lazyExports<typeof platform>(
  own,
  ["PrivatePlatformSecretStore"],
  () => require("./platform/private-platform") as typeof platform,
);

export declare const MendixClusterPrerequisites: typeof prerequisites.MendixClusterPrerequisites;
export type MendixClusterPrerequisites = prerequisites.MendixClusterPrerequisites;
lazyExports<typeof prerequisites>(
  own,
  ["MendixClusterPrerequisites"],
  () => require("./cluster/prerequisites") as typeof prerequisites,
);

export declare const MendixClusterSetup: typeof setup.MendixClusterSetup;
export type MendixClusterSetup = setup.MendixClusterSetup;
lazyExports<typeof setup>(own, ["MendixClusterSetup"], () => require("./cluster/cluster-setup") as typeof setup);

export declare const VaultAuth: typeof auth.VaultAuth;
export type VaultAuth = auth.VaultAuth;
lazyExports<typeof auth>(own, ["VaultAuth"], () => require("./cluster/vault-auth") as typeof auth);

export declare const VaultKvMount: typeof mount.VaultKvMount;
export type VaultKvMount = mount.VaultKvMount;
lazyExports<typeof mount>(own, ["VaultKvMount"], () => require("./cluster/vault-kv-mount") as typeof mount);

export declare const VaultDatabase: typeof database.VaultDatabase;
export type VaultDatabase = database.VaultDatabase;
lazyExports<typeof database>(own, ["VaultDatabase"], () => require("./cluster/vault-database") as typeof database);

export declare const DeclaredStack: typeof stack.DeclaredStack;
export type DeclaredStack = stack.DeclaredStack;
lazyExports<typeof stack>(
  own,
  ["DeclaredStack"],
  () => require("./declaration/constructs/declared-stack") as typeof stack,
);

export declare const checkPolicies: typeof policies.checkPolicies;
lazyExports<typeof policies>(own, ["checkPolicies"], () => require("./testing/policy-check") as typeof policies);
