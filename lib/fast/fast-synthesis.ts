/**
 * Did make synthesis with cdktf faster. The command line writes the same output without cdktf and is faster than this
 * ever was, so it does nothing any more.
 *
 * @deprecated Take the call out, and write with `synth`; the next version has no `./fast`.
 * @returns false, always
 */
export function enableFastSynthesis(): boolean {
  return false;
}
