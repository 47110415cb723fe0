import type { Step } from "../../core/share";
import { shellCommand } from "../../core/shell";

/** The step that switches an API of a project on. */
export function enableApi(api: string, project: string): Step {
  return {
    as: `as an owner of the project ${project}`,
    does: shellCommand("gcloud", "services", "enable", api, `--project=${project}`),
    command: true,
    note: "skip it where the API is on",
  };
}
