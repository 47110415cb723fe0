import { App, TerraformStack } from "cdktf";
import type * as stackTrace from "cdktf/lib/tokens/private/stack-trace";

/** The version whose insides are known: any other is left as it is. */
const KNOWN_VERSION = "0.21.0";

let enabled = false;

/**
 * Makes construction and synthesis of large apps about twice as fast, by leaving out work of cdktf that changes no byte
 * of the output. Opt-in, for the whole process, and only with the version of cdktf that it was proven with; with any
 * other it does nothing and returns false.
 *
 * - Tokens keep no stack trace of their making. Only cdktf's messages about tokens that can't be resolved show it.
 * - An app of one stack is not resolved once more in search of references to other stacks, which it can't have. (An
 *   element of your own that adds constructs while it is resolved would need that: don't enable it then.)
 */
export function enableFastSynthesis(): boolean {
  const { version } = require("cdktf/package.json") as { version: string };
  if (version !== KNOWN_VERSION) return false;
  if (enabled) return true;
  enabled = true;
  dropCreationStacks();
  skipSearchForReferences();
  return true;
}

function dropCreationStacks(): void {
  const module = require("cdktf/lib/tokens/private/stack-trace") as {
    captureStackTrace: typeof stackTrace.captureStackTrace;
  };
  module.captureStackTrace = () => [];
}

function skipSearchForReferences(): void {
  const { prepareStack } = Object.getOwnPropertyDescriptors(TerraformStack.prototype);
  const original = prepareStack.value as (this: TerraformStack) => void;
  TerraformStack.prototype.prepareStack = function (this: TerraformStack): void {
    if (isOnlyStack(this)) this.ensureBackendExists();
    else original.call(this);
  };
}

/** A stack that stands alone in its app. Whatever stands beside it could hold another one. */
function isOnlyStack(stack: TerraformStack): boolean {
  const { root, scope, children } = stack.node;
  if (!App.isApp(root) || scope !== root || root.node.children.length !== 1) return false;
  return !children.some((child) => child.node.findAll().some((inner) => TerraformStack.isStack(inner)));
}
