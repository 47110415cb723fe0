import type { StoreShare } from "../blueprint/parts";
import type { DeclaredKey, Step } from "../blueprint/share";

/** What a person enters in the platform's admin panel: the backend of each credential, and where it finds it. */
export function panelSteps({ panel }: StoreShare, keys: readonly DeclaredKey[]): readonly Step[] {
  if (!panel || keys.length === 0) return [];
  const paths = keys.filter(({ value }) => value !== "").map(({ key }) => key);
  return [
    {
      as: "in the platform's admin panel",
      does: `For each of these credentials select ${panel.backend} and enter ${panel.field} ${panel.value}: ${paths.join(", ")}.`,
      note: "the key name that the panel shows is the path here, and can't be changed",
    },
  ];
}
