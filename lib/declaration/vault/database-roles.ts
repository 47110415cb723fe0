import type { VaultDatabaseRoleProps } from "../../stores/vault/database-role";
import { VaultDynamicRole, type VaultDynamicRoleProps } from "../../stores/vault/dynamic-role";
import { VaultStaticRole, type VaultStaticRoleProps } from "../../stores/vault/static-role";
import { kind, number, props, text, type Shape } from "../shape";

const role: Shape<VaultDatabaseRoleProps> = {
  name: text("orders"),
  mount: text("database").exactOptional(),
};

export const vaultStaticRole = kind(
  "VaultStaticRole",
  props<VaultStaticRoleProps>("VaultStaticRoleProps", {
    ...role,
    username: text("orders"),
    rotationPeriodInSeconds: number({ minimum: 5, example: 86_400 }).exactOptional(),
  }),
  (given) => new VaultStaticRole(given),
);

export const vaultDynamicRole = kind(
  "VaultDynamicRole",
  props<VaultDynamicRoleProps>("VaultDynamicRoleProps", {
    ...role,
    ownerRole: text("orders_owner"),
    defaultTtlInSeconds: number({ minimum: 1, example: 86_400 }).exactOptional(),
    maxTtlInSeconds: number({ minimum: 1, example: 86_400 }).exactOptional(),
  }),
  (given) => new VaultDynamicRole(given),
);
