import type * as resolving from "cdktf/lib/tokens/private/resolve";
import type * as stackTrace from "cdktf/lib/tokens/private/stack-trace";
import { fastResolve } from "./fast-resolve";

/** The version whose insides are known: any other is left as it is. */
const KNOWN_VERSION = "0.21.0";

let enabled = false;

/**
 * Makes construction and synthesis of large apps about twice as fast, by leaving out work of cdktf that changes no byte
 * of the output. Opt-in, for the whole process, and only with the version of cdktf that it was proven with; with any
 * other it does nothing and returns false.
 *
 * - Tokens keep no stack trace of their making. Only cdktf's messages about tokens that can't be resolved show it.
 * - Values without a token in them are copied, where cdktf resolves each of them three times.
 */
export function enableFastSynthesis(): boolean {
  const { version } = require("cdktf/package.json") as { version: string };
  if (version !== KNOWN_VERSION) return false;
  if (enabled) return true;
  enabled = true;
  dropCreationStacks();
  copyPlainData();
  return true;
}

function dropCreationStacks(): void {
  const module = require("cdktf/lib/tokens/private/stack-trace") as {
    captureStackTrace: typeof stackTrace.captureStackTrace;
  };
  module.captureStackTrace = () => [];
}

function copyPlainData(): void {
  const module = require("cdktf/lib/tokens/private/resolve") as { resolve: typeof resolving.resolve };
  module.resolve = fastResolve(module.resolve);
}
