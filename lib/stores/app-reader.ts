import type { DeclaredKey, Share } from "../core/share";

/** Where the app itself reads the store, nothing is mounted. */
export const NO_MOUNT = { kind: "none" } as const;

/** Without the keys that are not used: some stores take no empty value, and no reader misses one. */
export function usedKeys(keys: readonly DeclaredKey[]): readonly DeclaredKey[] {
  return keys.filter(({ value }) => value !== "");
}

/** Refuses options of a store that only the CSI driver, or a mount, makes something of. */
export function refuseOptions<Props extends object>(
  share: Share,
  props: Props,
  names: readonly (keyof Props & string)[],
): void {
  for (const name of names.filter((candidate) => props[candidate] !== undefined)) {
    share.problem(
      "MX-PLATFORM-STORE",
      `store.${name}`,
      `${name} can't be used where Private Mendix Platform itself reads the store: its admin panel asks for nothing like it.`,
      `Take ${name} out.`,
    );
  }
}
