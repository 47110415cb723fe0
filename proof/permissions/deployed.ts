import { TerraformStack, Testing } from "cdktf";
import {
  PrivatePlatformSecretStore,
  type Blueprint,
  type MendixSecretStoreEnvironmentProps,
  type PrivatePlatformSecretStoreProps,
} from "../../lib";
import type { Configuration } from "../support/resolved";

type Props = MendixSecretStoreEnvironmentProps;

/** Who has permissions: an environment, or the platform with its own credentials. */
export type Holder = Pick<Props, "name" | "namespace" | "cluster" | "store" | "identity"> &
  Partial<Pick<Props, "database" | "storage">>;

/** A holder of permissions, and the stack that gives them. */
export interface Deployed {
  readonly props: Holder;
  readonly blueprint: Blueprint;
  readonly configuration: Configuration;
}

/** The platform's credentials in a stack of their own. */
export function synthesizePlatform(props: PrivatePlatformSecretStoreProps): Deployed {
  const stack = new TerraformStack(Testing.app(), "stack");
  const { blueprint } = new PrivatePlatformSecretStore(stack, "platform", props);
  return { props, blueprint, configuration: stack.toTerraform() as Configuration };
}

/** Settings that the stack writes, by key. */
export function settingsOf({ entries }: Blueprint): ReadonlyMap<string, string> {
  const values = entries.flatMap(({ content }) => {
    if (content.kind === "settings") return Object.entries(content.values);
    return content.kind === "document" ? Object.entries(content.settings ?? {}) : [];
  });
  return new Map(values.map(([key, value]) => [key, String(value)]));
}
