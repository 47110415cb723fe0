import type { Synthesized } from "../support/synthesis";
import { otherActions } from "./aws-actions";
import { roleOf, type RoleDocuments } from "./aws-documents";
import { evaluateAws } from "./aws-evaluator";
import { awsMutants } from "./aws-mutants";
import { needsOf } from "./aws-needs";
import { awsQuestions } from "./aws-questions";
import { subjectOf } from "./aws-trust";
import { judge, type Case, type Figures } from "./oracle";

/** The permissions of an environment's AWS role, from its synthesized stack. */
export async function awsCase({ props, blueprint, configuration }: Synthesized): Promise<Case<RoleDocuments>> {
  const needs = needsOf(props, blueprint);
  const documents = roleOf(configuration, needs);
  return {
    title: `${props.name} (${documents.roleArn})`,
    documents,
    questions: [...awsQuestions(needs, subjectOf(props)), ...(await otherActions(needs))],
    mutants: awsMutants(documents),
  };
}

export async function proveAws(synthesized: Synthesized, figures: Figures): Promise<void> {
  await judge(await awsCase(synthesized), evaluateAws, figures);
}
