import type { Blueprint } from "../core/blueprint";

/**
 * An environment at its end: nothing is made, so that the next plan destroys what is there. Its providers stay, which
 * destroy it, and so do its names, which are taken until then.
 */
export function retired(blueprint: Blueprint): Blueprint {
  if (blueprint.problems.length > 0) return blueprint;
  return {
    ...blueprint,
    retired: blueprint,
    resources: [],
    manifests: { files: {} },
    creates: {},
    keys: [],
    entries: [],
    grants: [],
    objects: [],
    steps: [],
    variables: [],
    fills: [],
    gates: [],
    warnings: [],
    mount: { kind: "none" },
  };
}
