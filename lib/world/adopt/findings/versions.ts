import { GATES, type GateId } from "../../../catalogue/gates";
import { keyDefinition } from "../../../catalogue/keys";
import { atLeast, isVersion, needsS3Region } from "../../../catalogue/versions";
import { fieldIn, textIn } from "../candidates";
import { keysOf } from "./keys";
import { holderOf, placeOf, warning, wrong, type FindingRow, type Look, type Seen } from "./row";

/** What the versions of Operator and Runtime do not have. */
export const VERSION_FINDINGS: readonly FindingRow[] = [
  { id: "gate", title: "feature that Operator or Runtime do not have", mistakes: [27, 33], look: gates },
  {
    id: "region",
    title: "region that the runtime needs and does not get",
    mistakes: [],
    look: (look) => {
      const { operator, mendix } = versionsIn(look);
      const keys = keysOf(look);
      const isS3 = keys.includes("storage-endpoint") && !keys.includes("mx-runtime-com.mendix.storage.s3.Region");
      if (!isS3 || !mendix || !operator || !needsS3Region(mendix) || atLeast(operator, "2.25.0")) return [];
      const seen = `Mendix ${mendix} needs the region of the bucket, and Operator ${operator} does not read it from the endpoint.`;
      const fix = "Mount mx-runtime-com.mendix.storage.s3.Region, or upgrade the Operator to 2.25.";
      return [wrong({ where: placeOf(holderOf(look.candidate)), seen, fix })];
    },
  },
  {
    id: "strategy",
    title: "deployment strategy of older Operators",
    mistakes: [32],
    look: (look) => {
      const { operator } = versionsIn(look);
      const field = ["spec", "deploymentStrategy", "type"];
      if (!operator || !atLeast(operator, "2.24.0") || fieldIn(look.candidate.app?.object, field) === undefined)
        return [];
      const seen = `deploymentStrategy.type is gone since Operator 2.24 (yours ${operator}), which rolls by itself.`;
      return [warning({ where: placeOf(look.candidate.app, field), seen, fix: "Take the type out.", mistake: 32 })];
    },
  },
];

function versionsIn({ candidate: { operator, app } }: Look) {
  const mendix = textIn(fieldIn(app?.object, ["spec", "mendixRuntimeVersion"]));
  return { operator: isVersion(operator) ? operator : undefined, mendix: isVersion(mendix) ? mendix : undefined };
}

/** Gates of the keys, and of the ways to log in that their absence gives away. */
function gates(look: Look): readonly Seen[] {
  const keys = keysOf(look);
  const has = (key: string) => keys.includes(key);
  const ids: (GateId | undefined)[] = [
    ...keys.map((key) => keyDefinition(key)?.gate),
    has("storage-endpoint") && !has("storage-access-key-id") ? "s3-without-keys" : undefined,
    look.provider === "azure" ? "azure-key-vault" : undefined,
    look.candidate.class ? "csi-secret-store" : undefined,
    !look.candidate.class && look.candidate.secret ? "kubernetes-secret" : undefined,
  ];
  const used = [...new Set(ids)].filter((id) => id !== undefined);
  return used.flatMap((id) => unmet(look, id));
}

function unmet(look: Look, id: GateId): readonly Seen[] {
  const { operator, mendix } = versionsIn(look);
  const gate: { readonly feature: string; readonly operator?: string; readonly mendix?: string } = GATES[id];
  const lacks = [
    ...(gate.operator && operator && !atLeast(operator, gate.operator)
      ? [`Operator ${gate.operator} (yours ${operator})`]
      : []),
    ...(gate.mendix && mendix && !atLeast(mendix, gate.mendix) ? [`Mendix ${gate.mendix} (yours ${mendix})`] : []),
  ];
  if (lacks.length === 0) return [];
  const where = placeOf(gate.mendix && lacks[0]?.startsWith("Mendix") ? look.candidate.app : holderOf(look.candidate));
  const seen = `The feature needs ${lacks.join(" and ")}: ${gate.feature}.`;
  const mistake = lacks.some((one) => one.startsWith("Mendix")) ? { mistake: id === "s3-without-keys" ? 33 : 27 } : {};
  return [wrong({ where, seen, fix: "Upgrade, or do without.", ...mistake })];
}
