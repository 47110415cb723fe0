import type { Block, Expression, Reference, Template, WriteOnlyBlock } from "./expression";
import type { ProviderHandle } from "./provider-handle";

/**
 * The kinds of blocks that a stack is made of. `removed` is a resource that Terraform forgets where it has it, and does
 * not destroy: its type and path are those that the resource has when it is made.
 */
export type ResourceKind = "resource" | "data" | "ephemeral" | "variable" | "output" | "removed";

/** A condition that Terraform checks, because it sees values that synthesis does not. */
export interface Condition {
  readonly condition: Expression;
  readonly errorMessage: string | Template;
}

export interface Lifecycle {
  readonly createBeforeDestroy?: boolean;
  readonly preventDestroy?: boolean;
  readonly ignoreChanges?: readonly string[];
  /** Attributes of other resources; the resource is made anew where one of them changes. */
  readonly replaceTriggeredBy?: readonly Reference[];
  readonly precondition?: readonly Condition[];
  readonly postcondition?: readonly Condition[];
}

/** One block of Terraform as pure data: what a writer makes output of, and what two revisions are compared by. */
export interface Resource {
  readonly kind: ResourceKind;
  /** Terraform's type: `aws_iam_role`. A variable and an output have none. */
  readonly type: string;
  /** Construct ids below the environment, joined by `/`: `identity/role`. A public contract, like logical ids. */
  readonly path: string;
  /**
   * Name in Terraform, where it is not derived from the path.
   *
   * @default - derived from the construct's path
   */
  readonly logicalId?: string;
  /** Arguments by Terraform's names. No secret can stand here. */
  readonly arguments: Block;
  /**
   * Arguments that Terraform hands to the provider and keeps nowhere: the only place of a secret.
   *
   * @default - none
   */
  readonly writeOnly?: WriteOnlyBlock;
  /**
   * Provider that makes it.
   *
   * @default - the stack's default provider
   */
  readonly provider?: ProviderHandle | undefined;
  readonly lifecycle?: Lifecycle;
  /** Id by which something that exists is taken over. */
  readonly importId?: string;
  /**
   * Whether it gives the pod access: what the pod's objects wait for, and what goes only after them.
   *
   * @default false
   */
  readonly access?: boolean;
  /**
   * What it waits for, by path; "access" stands for everything before it that gives access. A mark and no list, so
   * that a new entry is no change of all objects.
   *
   * @default - what its arguments refer to
   */
  readonly after?: readonly string[] | "access";
  /** Ids of the grants that it makes true. */
  readonly carries?: readonly string[];
}

/** Path of a resource. A `/` in an id is replaced as cdktf does it, so that it parts nothing. */
export function pathOf(...ids: readonly string[]): string {
  return ids.map((id) => id.replaceAll("/", "--")).join("/");
}

/** The blocks of one part, in the order in which one waits for another. */
export type Resources = readonly Resource[];
