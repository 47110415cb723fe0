import type { Deployed } from "../deployed";
import type { Case } from "../oracle";
import { documentsOf, type AzureDocuments } from "./documents";
import { azureMutants } from "./mutants";
import { needsOf, subscriptionOf } from "./needs";
import { azureQuestions } from "./questions";

/** The permissions of an environment's managed identity, from its synthesized stack. */
export function azureCase(deployed: Deployed): Case<AzureDocuments> {
  const documents = documentsOf(deployed.configuration, subscriptionOf(deployed));
  const needs = needsOf(deployed, documents);
  return {
    title: `${deployed.props.name} (${needs.identity})`,
    documents,
    questions: azureQuestions(needs),
    mutants: azureMutants(documents, needs.principal),
  };
}
