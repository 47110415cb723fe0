import { stringify } from "yaml";

/**
 * YAML that every reader takes the same way: strings that YAML 1.1 would read as something else (`on`, `0777`) are
 * quoted, lines are never folded, and there are no anchors.
 */
export function toYaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
