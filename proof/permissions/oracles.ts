import type { Synthesized } from "../support/synthesis";
import { proveAws } from "./aws";
import type { Figures } from "./oracle";

/** Who says what an environment's permissions allow: a cloud or a store joins the proof by a row here. */
export interface OracleRow {
  readonly title: string;
  readonly applies: (synthesized: Synthesized) => boolean;
  readonly prove: (synthesized: Synthesized, figures: Figures) => Promise<void>;
}

export const ORACLES: readonly OracleRow[] = [
  {
    title: "AWS: @cloud-copilot/iam-simulate",
    applies: ({ configuration }) => configuration.resource?.["aws_iam_role"] !== undefined,
    prove: proveAws,
  },
];
