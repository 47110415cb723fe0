/** Vaults are told apart by the stack's provider and the namespace in it. */
export function mountScope(namespace: string | undefined): string {
  return JSON.stringify(["mount", namespace ?? ""]);
}

/** Path of a resource of a part, which stands by itself or in the stack of a cluster's file. */
export function pathIn(at: string, id: string): string {
  return at === "" ? id : `${at}/${id}`;
}
