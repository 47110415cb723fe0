import {
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { MiniStack } from "../../../engines/ministack";
import type { Mutant } from "../oracle";
import type { RoleDocuments } from "./documents";

/** Statements that the emulator can be asked about, and the trust. */
const STATEMENTS = /^(ReadSecrets|Files|trust, ServiceAccount): /;
/** Changes that only another region or partition, or an action that the emulator has not, would show. */
const UNSEEN = /: (any region|any account|any partition|one \w+ (more|less)|every action.*)$/;

/** The mutants that an emulator on one machine can tell from the role as it is. */
export function visibleMutants(mutants: readonly Mutant<RoleDocuments>[]): readonly Mutant<RoleDocuments>[] {
  return mutants.filter(({ title }) => STATEMENTS.test(title) && !UNSEEN.test(title));
}

/** Gives a role other policies and another trust than Terraform gave it. */
export async function replaceRole(aws: MiniStack, { roleArn, trust, policies }: RoleDocuments): Promise<void> {
  const iam = aws.iam();
  const RoleName = roleArn.split("/").at(-1);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  for (const [index, policy] of policies.entries()) {
    const PolicyDocument = JSON.stringify(policy);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: `policy-${index}`, PolicyDocument }));
  }
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(trust) }));
}
