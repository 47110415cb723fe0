import { TerraformStack, type TerraformElement } from "cdktf";
import { Construct } from "constructs";
import type { Blueprint } from "../../core/blueprint";
import { writeConstructs, type Written } from "./writer";
import { ProblemReport } from "./report";
import { applyRequirements } from "./apply-requirements";

/**
 * What is made from a blueprint: nothing if it has problems, which synthesis then reports with those of all others of
 * the app, before any file is written.
 */
export abstract class BlueprintConstruct extends Construct {
  /** Everything that is known about it before a resource exists; no secret value, ever. */
  readonly blueprint: Blueprint;
  private readonly written: Written;

  protected constructor(scope: Construct, id: string, blueprint: Blueprint) {
    super(scope, id);
    this.blueprint = blueprint;
    new ProblemReport(this, "report", blueprint);
    this.written = blueprint.problems.length === 0 ? this.write(blueprint) : new Map();
  }

  /** Name of the ServiceAccount, which is that of the MendixApp. */
  get serviceAccountName(): string {
    return this.blueprint.subject.name;
  }

  /** The manifests that `Delivery.manifests()` writes, by path: for snapshots, or to write them elsewhere. */
  get manifests(): Readonly<Record<string, string>> {
    return this.blueprint.problems.length > 0 ? {} : this.blueprint.manifests.files;
  }

  /**
   * The construct of a resource of the blueprint: the typed class of its binding, for what has no prop.
   *
   * @param path Path of the resource below the environment, for example `identity/role`.
   * @returns undefined where the declaration makes no such resource, or has problems
   */
  resource(path: string): TerraformElement | undefined {
    return this.written.get(path);
  }

  private write(blueprint: Blueprint): Written {
    applyRequirements(TerraformStack.of(this), blueprint);
    // Users find them by these ids, whatever is in them.
    const parts = ["store", "objects", ...(blueprint.identity ? ["identity"] : [])];
    for (const id of parts) new Construct(this, id);
    const { directory } = blueprint.manifests;
    if (directory !== undefined) writeManifests(this, directory, () => this.manifests);
    return writeConstructs(this, blueprint.resources);
  }
}

function writeManifests(scope: Construct, directory: string, files: () => Readonly<Record<string, string>>): void {
  const { writeAtSynthesis } = require("./write-manifests") as typeof import("./write-manifests");
  writeAtSynthesis(scope, directory, files);
}
