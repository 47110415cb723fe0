import type { Reference } from "../core/expression";

/** What a permission is for; each purpose becomes a policy of its own. */
export type Purpose = "secret-store" | "database" | "file-storage" | "encryption";

/** A statement of an AWS identity policy. Resources are exact ARNs; a secret's random suffix is `-??????`. */
export class AwsGrant {
  readonly cloud = "aws";

  constructor(
    readonly purpose: Purpose,
    /** Statement id, unique in the policy. */
    readonly sid: string,
    /** What it allows, in the reader's words: "connect to db-ABC123 as orders". */
    readonly summary: string,
    readonly actions: readonly string[],
    readonly resources: readonly string[],
    readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
  ) {}

  /** What tells it from every other grant of the environment. */
  get key(): string {
    return `aws/${this.purpose}/${this.sid}`;
  }
}

/** A role of Azure RBAC at one scope. */
export class AzureGrant {
  readonly cloud = "azure";

  constructor(
    readonly purpose: Purpose,
    /** Construct id of the assignment, unique in the environment. */
    readonly id: string,
    readonly summary: string,
    /** Built-in role, for example "Key Vault Secrets User". */
    readonly role: string,
    /** Resource id, or a reference to the resource that is made here. */
    readonly scope: string | Reference,
  ) {}

  /** What tells it from every other grant of the environment. */
  get key(): string {
    return `azure/${this.id}`;
  }
}

/** A role of Google IAM on one resource. */
export class GoogleGrant {
  readonly cloud = "google";

  constructor(
    readonly purpose: Purpose,
    readonly id: string,
    readonly summary: string,
    /** Role, for example "roles/secretmanager.secretAccessor". */
    readonly role: string,
    /** Full resource name, for example `projects/acme/secrets/prod-mendix-orders-database-host`. */
    readonly resource: string,
  ) {}

  /** What tells it from every other grant of the environment. */
  get key(): string {
    return `google/${this.id}`;
  }
}

/** One exact permission of the pod's cloud identity. */
export type Grant = AwsGrant | AzureGrant | GoogleGrant;
