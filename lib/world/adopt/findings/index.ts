import { readClass } from "../../../stores/classes";
import type { ClassFile } from "../../../stores/class-rules";
import type { Candidate } from "../candidates";
import type { Found } from "../found";
import { classOf } from "../stores";
import { ACCESS_FINDINGS } from "./access";
import { KEY_FINDINGS } from "./keys";
import { OBJECT_FINDINGS } from "./objects";
import type { AdoptFinding, FindingRow, Look } from "./row";
import { VERSION_FINDINGS } from "./versions";

/** Everything that is recognised in objects that were made by hand: docs/adopt.md has the same table. */
export const FINDINGS: readonly FindingRow[] = [
  ...OBJECT_FINDINGS,
  ...KEY_FINDINGS,
  ...ACCESS_FINDINGS,
  ...VERSION_FINDINGS,
];

/** What is wrong with environments, by the order of the table. */
export function findingsOf(candidates: readonly Candidate[], found: readonly Found[]): readonly AdoptFinding[] {
  return candidates.flatMap((candidate) => {
    const look = lookAt(candidate, candidates, found);
    const environment = candidate.namespace === undefined ? candidate.name : `${candidate.namespace}/${candidate.name}`;
    return FINDINGS.flatMap(({ id, look: see }) => see(look).map((seen) => ({ id, environment, ...seen })));
  });
}

function lookAt(candidate: Candidate, others: readonly Candidate[], found: readonly Found[]): Look {
  const { provider, parameters } = classOf(candidate);
  const files = candidate.class ? (readClass(provider, parameters)?.files ?? []) : filesOfSecret(candidate);
  return { candidate, provider, parameters, files, others, found };
}

/** Keys of a Secret, as the files that they become. */
function filesOfSecret({ secret, name }: Candidate): readonly ClassFile[] {
  const keys = secret?.object["keys"];
  if (!Array.isArray(keys)) return [];
  return (keys as readonly unknown[]).flatMap((key, index) =>
    typeof key === "string" ? [{ file: key, object: name, id: key, at: `data[${index}]` }] : [],
  );
}
