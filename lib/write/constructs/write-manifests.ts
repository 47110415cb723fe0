import * as path from "node:path";
import type { Construct, IConstruct } from "constructs";
import { writeSet } from "../directory/write-set";
import { Registry } from "../../engine/registry";

interface CustomSynthesis {
  onSynthesize(session: unknown): void;
}

/** cdktf has the hook, but not in its index. */
function addCustomSynthesis(construct: IConstruct, synthesis: CustomSynthesis): void {
  let module: { addCustomSynthesis?: (construct: IConstruct, synthesis: CustomSynthesis) => void };
  try {
    module = require("cdktf/lib/synthesize/synthesizer") as typeof module;
  } catch {
    module = {};
  }
  if (!module.addCustomSynthesis) {
    throw new Error(
      "This version of cdktf has no custom synthesis, so no manifests can be written. Write environment.manifests yourself, or use Delivery.terraform().",
    );
  }
  module.addCustomSynthesis(construct, synthesis);
}

/** Writes the files when the app is synthesized: after every problem was reported, and only what changed. */
export function writeAtSynthesis(
  scope: Construct,
  directory: string,
  files: () => Readonly<Record<string, string>>,
): void {
  addCustomSynthesis(scope, {
    onSynthesize: () => {
      Registry.of(scope).assertValid();
      const texts = Object.entries(files());
      // As one set: a full disk or a kill leaves the old manifests, or a journal that the next run finishes.
      writeSet(directory, () => ({
        files: texts.map(([name, text]) => ({ path: path.join(directory, name), text: () => text })),
      }));
    },
  });
}
