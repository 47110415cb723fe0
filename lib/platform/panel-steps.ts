import { usedKeys } from "../stores/app-reader";
import type { StoreShare } from "../core/parts";
import type { DeclaredKey, Step } from "../core/share";

/** What a person enters in the platform's admin panel: the backend of each credential, and where it finds it. */
export function panelSteps({ panel }: StoreShare, keys: readonly DeclaredKey[]): readonly Step[] {
  if (!panel || keys.length === 0) return [];
  const names = usedKeys(keys).map(({ key }) => key.replace(".", panel.separator ?? "."));
  return [
    {
      as: "in the platform's admin panel",
      does: `For each of these credentials select ${panel.backend} and enter ${panel.field} ${panel.value}: ${names.join(", ")}.`,
      note: "these are the key names that the panel shows; they can't be changed",
    },
  ];
}
