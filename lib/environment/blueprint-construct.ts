import { TerraformStack, type TerraformElement, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { Blueprint } from "../blueprint/blueprint";
import { keysOf } from "../blueprint/entry";
import { pathOf } from "../core/resource";
import { writeConstructs, type Written } from "../write/constructs/writer";
import { ProblemReport } from "./bind/report";
import { assertCarried } from "./grant-rules";
import { applyRequirements } from "./bind/requirements";

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

  /** Who the pod is to its cloud: name of the role, managed identity or principal. Undefined without an identity. */
  get principal(): string | undefined {
    return this.blueprint.identity?.principal;
  }

  /** Name of the IAM role; undefined where the identity is none of AWS. */
  get roleName(): string | undefined {
    return this.blueprint.identity?.role?.name;
  }

  /** ARN of the IAM role, known before an apply: what refers to it does not wait for it. */
  get roleArn(): string | undefined {
    return this.blueprint.identity?.role?.arn;
  }

  /** The store's own name of the entry that holds a key, by the key: `{ "database-password": "prod/mendix/..." }`. */
  get entryNames(): Readonly<Record<string, string>> {
    const { entries } = this.blueprint;
    return Object.fromEntries(entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry.name])));
  }

  /**
   * ARN of the secret that holds a key, by the key: of AWS Secrets Manager, and made here. Known after an apply, since
   * the service adds six characters; what refers to one waits for it.
   */
  get entryArns(): Readonly<Record<string, string>> {
    const arns = this.blueprint.entries.flatMap((entry) => {
      const secret = this.written.get(pathOf("store", entry.id, "secret")) as TerraformResource | undefined;
      if (secret?.terraformResourceType !== "aws_secretsmanager_secret") return [];
      return keysOf(entry).map((key): [string, string] => [key, secret.getStringAttribute("arn")]);
    });
    return Object.fromEntries(arns);
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
    assertCarried(blueprint);
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
  const { writeAtSynthesis } = require("./bind/write-manifests") as typeof import("./bind/write-manifests");
  writeAtSynthesis(scope, directory, files);
}
