import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Blueprint } from "../../lib";
import type { Engine } from "../../engines/engine";

export type Values = Readonly<Record<string, string>>;

/** What a person gets to see of something that was declared. */
export interface Declared {
  readonly blueprint?: Blueprint;
  readonly manifests?: Values;
}

/** One construct and its props, as data: so that each secret in them can be made a mistake. */
export interface Part {
  readonly id: string;
  readonly props: object;
  readonly add: (scope: Construct, id: string, props: object) => Declared;
}

/** Somewhere that a store can be deployed to. */
export interface Target {
  /** What Terraform needs to get there. */
  readonly environment: Values;
  /** Lets the store refuse what Terraform writes, or take it again. */
  readonly refuse: (refused: boolean) => void;
  /** All values that the store holds. A secret that never got there would be found nowhere, too. */
  readonly holds: () => Promise<Values>;
  readonly stop: () => Promise<void>;
}

/** How far a subject's configuration gets on this machine. */
export type Deployment =
  | { readonly kind: "apply"; readonly start: (secrets: Values) => Promise<Target> }
  /** For a store without an emulator: the real provider plans, and Terraform's mocks play the apply. */
  | { readonly kind: "mocks"; readonly start: () => Promise<MockedTarget> };

export interface MockedTarget extends Pick<Target, "environment" | "stop"> {
  /** `mock_provider` of a file of Terraform's tests. */
  readonly mocks: object;
}

/** Declarations with a secret in every input that they have. A store joins the proof by a row. */
export interface SecretSubject {
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly deployment: Deployment;
  readonly providers: (stack: TerraformStack) => void;
  /** @param ephemeral Makes an ephemeral value in the stack and returns its token. */
  readonly parts: (name: string, ephemeral: () => string) => readonly Part[];
  /** The same environments as files of a folder, where YAML can declare them. */
  readonly files?: (name: string) => Values;
  /**
   * What is known to show secrets at TF_LOG=DEBUG, as a sentence. It is tried, counted and named, so that it is neither
   * hidden nor outdated; and it shows that the search finds what is there.
   */
  readonly atDebug?: string;
}
