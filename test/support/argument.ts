import type { MaybeSecret } from "../../lib/core/expression";
import { textValue } from "../../lib/core/text";
import { encode, keep } from "../../lib/write/arguments";
import { tokenStyle } from "../../lib/write/constructs/encode";

/** A value as it reaches cdktf. It refers to no resource. */
export function argumentOf(value: MaybeSecret): unknown {
  const address = () => {
    throw new Error("no resource to refer to");
  };
  return encode(value, tokenStyle(address, keep));
}

/** A user's text as it reaches cdktf. */
export function textArgument(text: string): string {
  return String(argumentOf(textValue(text)));
}
