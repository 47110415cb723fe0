import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization, type IResolvable } from "cdktf";
import type { IConstruct } from "constructs";
import type { Problem } from "../../core/problem";
import type { SecretValue } from "../../core/secret-value";
import { isToken } from "../../core/names";
import type { Declared } from "../../engine/registry";

/**
 * Secrets that come from another stack. cdktf would carry such a reference by an output and the remote state, and
 * Terraform takes no ephemeral value there; an ordinary one would stand in both states.
 */
export function stackSecretProblems(construct: IConstruct, blueprint: Declared): readonly Problem[] {
  const stack = TerraformStack.of(construct);
  return ephemeralTokens(blueprint).flatMap(({ key, token }): Problem[] => {
    const foreign = originStacksOf(stack, token).find((origin) => origin !== stack);
    if (!foreign) return [];
    return [
      {
        code: "MX-SECRET-STACK",
        environment: blueprint.subject.name,
        prop: blueprint.keys.find((mounted) => mounted.key === key)?.prop ?? key,
        message: `The secret is made in the stack "${foreign.node.path}", the environment stands in "${stack.node.path}", and no secret crosses stacks.`,
        fix: "Make the ephemeral resource in the environment's stack, or write SecretValue.external().",
      },
    ];
  });
}

function ephemeralTokens({ entries }: Declared): readonly { readonly key: string; readonly token: string }[] {
  const secrets = entries.flatMap(({ content }): readonly (readonly [string, SecretValue])[] => {
    if (content.kind === "secret") return [[content.key, content.value]];
    return content.kind === "document" ? Object.entries(content.secrets) : [];
  });
  return secrets.flatMap(([key, { origin }]) =>
    origin.kind === "ephemeral" && isToken(origin.token) ? [{ key, token: origin.token }] : [],
  );
}

/** Stacks that the references in a token belong to; a property of a function of a reference counts too. */
function originStacksOf(scope: TerraformStack, token: string): readonly TerraformStack[] {
  const resolver = new OriginResolver();
  Tokenization.resolve(token, { scope, resolver, preparing: false });
  return [...resolver.stacks];
}

class OriginResolver extends DefaultTokenResolver {
  readonly stacks = new Set<TerraformStack>();

  constructor() {
    super(new StringConcat());
  }

  override resolveToken(...[token, ...rest]: Parameters<DefaultTokenResolver["resolveToken"]>): unknown {
    const { originStack } = token as IResolvable & { readonly originStack?: TerraformStack };
    if (originStack) this.stacks.add(originStack);
    return super.resolveToken(token, ...rest);
  }
}
