import type { MaybeSecret } from "../../lib/core/expression";
import { encode, keep } from "../../lib/write/constructs/encode";
import { textValue } from "../../lib/core/text";

/** A value as it reaches cdktf. It refers to no resource. */
export function argumentOf(value: MaybeSecret): unknown {
  const address = () => {
    throw new Error("no resource to refer to");
  };
  return encode(value, address, keep);
}

/** A user's text as it reaches cdktf. */
export function textArgument(text: string): string {
  return String(argumentOf(textValue(text)));
}
