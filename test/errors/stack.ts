import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import {
  FileStorage,
  MendixSecretStoreEnvironment,
  SecretValue,
  type InvalidDeclarationError,
  type MendixSecretStoreEnvironmentProps,
  type Problem,
} from "../../lib";
import type { ErrorRow } from "../support/error-rows";
import { sample } from "../support/samples";
import { newStack } from "../support/synthesize";

/** The problems that a synthesis throws. */
function thrownBy(
  stack: TerraformStack,
  synth = (candidate: TerraformStack) => void Testing.synth(candidate),
): readonly Problem[] {
  try {
    synth(stack);
  } catch (error) {
    return (error as InvalidDeclarationError).problems;
  }
  return [];
}

function stackOf(...environments: readonly Partial<MendixSecretStoreEnvironmentProps>[]): TerraformStack {
  const stack = newStack();
  environments.forEach(
    (changes, index) => new MendixSecretStoreEnvironment(stack, `environment${index}`, sample(changes)),
  );
  return stack;
}

function pinned(): TerraformStack {
  const stack = stackOf({});
  stack.addOverride("terraform.required_providers.aws.version", "4.67.0");
  return stack;
}

function crossed(): TerraformStack {
  const stack = newStack();
  const other = new TerraformStack(stack.node.root, "other");
  const secret = new TerraformVariable(other, "secret", {}).stringValue;
  const adminPassword = SecretValue.fromEphemeral(secret, { revision: 1 });
  new MendixSecretStoreEnvironment(stack, "environment", sample({ adminPassword }));
  return stack;
}

function withId(id: string): TerraformStack {
  const stack = newStack();
  new MendixSecretStoreEnvironment(stack, id, sample());
  return stack;
}

/** What only stacks and several environments together show. */
export const ROWS: readonly ErrorRow[] = [
  {
    code: "MX-COLLISION",
    prop: "storage.prefix",
    shows: '"orders" is taken by orders',
    fix: "Write another name",
    problems: () =>
      thrownBy(stackOf({}, { name: "shop", storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders" }) })),
  },
  {
    code: "MX-NAMED-AS",
    prop: "namedAs",
    shows: '"prod/mendix/orders" is what orders',
    fix: "Take namedAs out here",
    problems: () =>
      thrownBy(stackOf({}, { name: "shop", namedAs: { cluster: "prod", namespace: "mendix", name: "orders" } })),
  },
  {
    code: "MX-PROVIDER-VERSION",
    prop: "terraform.required_providers.aws.version",
    shows: '"4.67.0"',
    fix: "Write a version inside >= 5.100.0, < 7.0.0",
    problems: () => thrownBy(pinned()),
  },
  {
    code: "MX-CONSTRUCT-ID",
    prop: "id",
    shows: 'begin with the construct id "2go"',
    fix: 'like "env-2go"',
    problems: () => thrownBy(withId("2go")),
  },
  {
    code: "MX-HCL-OUTPUT",
    prop: "database.password",
    shows: "drops ephemeral blocks",
    fix: "unset SYNTH_HCL_OUTPUT",
    problems: () => thrownBy(stackOf({}), (stack) => void Testing.synthHcl(stack)),
  },
  {
    code: "MX-SECRET-STACK",
    prop: "adminPassword",
    shows: 'in the stack "other"',
    fix: "Make the ephemeral resource in the environment's stack",
    problems: () => thrownBy(crossed()),
  },
];
