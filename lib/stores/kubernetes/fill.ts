import type { FillCommand } from "../../core/fill";
import type { Subject } from "../../core/subject";
import { SECRET_MAX_BYTES } from "./entries";

/**
 * The command that writes one key of a Secret; the others stay. The file of a patch is read like any other, so that the
 * standard input is one by its path.
 *
 * @see https://kubernetes.io/docs/reference/kubectl/generated/kubectl_patch/
 */
export function fillCommand({ name, namespace }: Subject): FillCommand {
  return {
    client: "kubectl",
    words: ["patch", "secret", name, `--namespace=${namespace}`, "--type=merge"],
    source: { stdin: "--patch-file=/dev/stdin", file: "--patch-file=" },
    form: "patch",
    limits: { maxBytes: SECRET_MAX_BYTES },
  };
}
