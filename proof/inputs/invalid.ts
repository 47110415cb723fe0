import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App, TerraformStack } from "cdktf";
import {
  describeEnvironment,
  InvalidDeclarationError,
  MendixSecretStoreEnvironment,
  PROBLEM_CODES,
  type MendixSecretStoreEnvironmentProps,
  type Problem,
} from "../../lib";
import { unwrittenApp } from "../support/synthesis";

type Props = MendixSecretStoreEnvironmentProps;

/** What became of a declaration that may be wrong. */
export interface Outcome {
  readonly refused: boolean;
  readonly codes: readonly string[];
  /** What a person should never see; empty, if all is well. */
  readonly faults: readonly string[];
}

/** Describes and synthesizes a declaration that may be wrong: it is refused with clear problems, or works. */
export function outcomeOf(declare: () => Props): Outcome {
  let props: Props;
  let problems: readonly Problem[];
  try {
    props = declare();
    problems = describeEnvironment(props).problems;
  } catch (error) {
    return { refused: false, codes: [], faults: [`describe threw ${firstLines(error)}`] };
  }
  const faults = problems.flatMap(unclear);
  faults.push(...synthesisFaults(props, problems.length > 0));
  return { refused: problems.length > 0, codes: problems.map(({ code }) => code), faults };
}

/** A problem says where, what and what to write, in words and without what JavaScript makes of an object. */
function unclear({ code, prop, message, fix }: Problem): string[] {
  const text = `${code} ${prop}: ${message} ${fix}`;
  const faults: string[] = [];
  if (!Object.hasOwn(PROBLEM_CODES, code)) faults.push(`unknown code: ${text}`);
  if (!prop || !message || !fix) faults.push(`incomplete: ${text}`);
  if (/\[object|\bat .*\.js:\d|TfToken(?!\[TOKEN\.999999\])|\u0000/.test(text)) {
    faults.push(`not for people: ${text.slice(0, 300)}`);
  }
  if (text.length > 1_500) faults.push(`too long: ${text.slice(0, 300)}...`);
  return faults;
}

function synthesisFaults(props: Props, refused: boolean): string[] {
  const stack = new TerraformStack(unwrittenApp(), "stack");
  try {
    new MendixSecretStoreEnvironment(stack, "environment", props);
  } catch (error) {
    return [`the constructor threw ${firstLines(error)}`];
  }
  try {
    stack.toTerraform();
  } catch (error) {
    if (error instanceof InvalidDeclarationError && (refused || isForeignToken(error))) return [];
    return [`synthesis threw ${firstLines(error)}`];
  }
  return refused ? ["a refused declaration was synthesized"] : [];
}

/** The token of an ephemeral value is a throwaway stack's here; only the finished stack shows that. */
function isForeignToken({ problems }: InvalidDeclarationError): boolean {
  return problems.every(({ code }) => code === "MX-SECRET-STACK");
}

/**
 * What a refused declaration leaves on the disk, beside one that is right and comes first: nothing, and an earlier
 * output stays as it was.
 */
export function leftBehind(right: Props, wrong: Props): readonly string[] {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "mendix-secret-store-"));
  const earlier = path.join(outdir, "stacks", "right", "cdk.tf.json");
  fs.mkdirSync(path.dirname(earlier), { recursive: true });
  fs.writeFileSync(earlier, "earlier");
  try {
    const app = new App({ outdir, skipValidation: true });
    new MendixSecretStoreEnvironment(new TerraformStack(app, "right"), "environment", right);
    new MendixSecretStoreEnvironment(new TerraformStack(app, "wrong"), "environment", wrong);
    app.synth();
    return ["a refused declaration was written"];
  } catch (error) {
    if (!(error instanceof InvalidDeclarationError)) return [`synthesis threw ${firstLines(error)}`];
    const entries = fs.readdirSync(outdir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    if (files.length !== 1 || fs.readFileSync(earlier, "utf8") !== "earlier") return [`left behind: ${files.join()}`];
    return [];
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function firstLines(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" ") : String(error);
}
