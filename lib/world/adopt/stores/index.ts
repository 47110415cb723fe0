import { readClass } from "../../../stores/classes";
import { fieldIn, textIn, textsIn, type Candidate } from "../candidates";
import { readAws } from "./aws";
import { readAzure } from "./azure";
import { readGoogle } from "./google";
import { readSecret } from "./kubernetes";
import type { StoreReader, TakenStore } from "./taken";
import { readVault } from "./vault";

/** The readers by the provider that a SecretProviderClass names: one line for each. */
const READERS: Readonly<Record<string, StoreReader>> = {
  aws: readAws,
  azure: readAzure,
  gcp: readGoogle,
  vault: readVault,
};

/** Provider and parameters of a candidate's class. */
export function classOf(candidate: Candidate) {
  const spec = candidate.class?.object["spec"];
  return { provider: textIn(fieldIn(spec, ["provider"])), parameters: textsIn(fieldIn(spec, ["parameters"])) };
}

/** What a candidate's store is declared as; a sentence where it can't be. */
export function readStore(candidate: Candidate): TakenStore | string {
  if (!candidate.class) {
    if (candidate.secret ?? candidate.external) return readSecret(candidate);
    return "it has no store: neither a SecretProviderClass nor an annotated Secret has its name";
  }
  const { provider, parameters } = classOf(candidate);
  const reader = READERS[provider ?? ""];
  const read = readClass(provider, parameters);
  if (!reader || !read) {
    const names = Object.keys(READERS).join(", ");
    return `its SecretProviderClass is of the provider ${JSON.stringify(provider ?? "")}, and not of one of ${names}`;
  }
  if (read.faults.some(({ rule }) => rule === "unreadable"))
    return "the objects of its SecretProviderClass can't be read";
  return reader({ candidate, parameters, files: read.files });
}
