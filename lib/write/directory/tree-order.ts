type Tree = Map<string, Tree>;

/**
 * Paths in the order of a tree of constructs: what is inside one stands behind it, before its next neighbour. Lists
 * that all blocks of a stack add to are in this order.
 *
 * @param scopes Ids that are there before any path is.
 */
export function inTreeOrder(scopes: readonly string[], paths: readonly string[]): readonly string[] {
  const root: Tree = new Map(scopes.map((id) => [id, new Map<string, Tree>()]));
  for (const path of paths) {
    let at = root;
    for (const id of path.split("/")) {
      const next: Tree = at.get(id) ?? new Map<string, Tree>();
      at.set(id, next);
      at = next;
    }
  }
  return below(root, "");
}

function below(tree: Tree, prefix: string): readonly string[] {
  return [...tree].flatMap(([id, inner]) => [prefix + id, ...below(inner, `${prefix}${id}/`)]);
}
