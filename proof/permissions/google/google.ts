import type { Deployed } from "../deployed";
import type { Case } from "../oracle";
import { documentsOf, type GoogleDocuments } from "./documents";
import { googleMutants } from "./mutants";
import { needsOf } from "./needs";
import { googleQuestions } from "./questions";

/** The permissions of an environment's principal, from its synthesized stack. */
export function googleCase(deployed: Deployed): Case<GoogleDocuments> {
  const documents = documentsOf(deployed.configuration);
  const needs = needsOf(deployed, documents);
  return {
    title: `${deployed.props.name} (${needs.principal})`,
    documents,
    questions: googleQuestions(needs),
    mutants: googleMutants(documents),
  };
}
