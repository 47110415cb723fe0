import type { Deployed } from "../deployed";
import type { Case } from "../oracle";
import { otherActions } from "./actions";
import { ownersOf, roleOf, type RoleDocuments } from "./documents";
import { awsMutants } from "./mutants";
import { needsOf } from "./needs";
import { awsQuestions } from "./questions";
import { subjectOf } from "./trust";

/** The permissions of an environment's AWS role, from its synthesized stack. */
export async function awsCase(deployed: Deployed): Promise<Case<RoleDocuments>> {
  const { props, configuration, blueprint } = deployed;
  const needs = needsOf(deployed);
  const { account } = needs.place;
  const foreign = account !== needs.account && needs.secrets.length > 0;
  const owners = foreign ? { owners: ownersOf(configuration, blueprint.steps, account) } : {};
  const documents = { ...roleOf(configuration, needs), ...owners };
  return {
    title: `${props.name} (${documents.roleArn})`,
    documents,
    questions: [...awsQuestions(needs, subjectOf(props)), ...(await otherActions(needs))],
    mutants: awsMutants(documents),
  };
}
