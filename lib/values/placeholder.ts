/**
 * What stands in a variable for a value that is not at hand: a plan takes it, and a store refuses to write it. A
 * variable's validation could not do that: Terraform checks it in every plan, also in one that writes nothing.
 */
export const PLACEHOLDER = "placeholder-never-written";
