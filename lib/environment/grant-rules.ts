import type { Blueprint } from "../blueprint/blueprint";
import type { Grant, Purpose } from "../blueprint/grant";
import type { Identity } from "../blueprint/parts";
import type { Share } from "../blueprint/share";

const PROPS: Readonly<Record<Purpose, string>> = {
  "secret-store": "store",
  database: "database.authentication",
  "file-storage": "storage",
  encryption: "store.kmsKeyArn",
};

const IDENTITIES: Readonly<Record<Grant["cloud"], { readonly title: string; readonly example: string }>> = {
  aws: { title: "an AWS", example: "new Irsa() or new PodIdentity()" },
  azure: { title: "an Azure", example: "new AzureWorkloadIdentity()" },
  google: { title: "a Google", example: "new GkeWorkloadIdentity()" },
};

/** A permission that the identity can't take would be one that nobody has: the pod would not start. */
export function checkGrants(own: Share, grants: readonly Grant[], identity: Identity | undefined): void {
  const refused = grants.filter((grant) => grant.cloud !== identity?.cloud && grant.purpose !== "encryption");
  for (const grant of new Map(refused.map((candidate) => [candidate.purpose, candidate])).values()) {
    const { title, example } = IDENTITIES[grant.cloud];
    const has = identity ? `has ${identity.title}` : "has no identity";
    own.problem(
      "MX-IDENTITY",
      PROPS[grant.purpose],
      `To ${grant.summary} the pod needs ${title} identity, and the environment ${has}.`,
      identity?.alternatives[grant.purpose] ??
        `Write identity: ${example}${grant.purpose === "file-storage" ? ", or give the storage static keys" : ""}.`,
    );
  }
}

/**
 * Whether each permission that is described is made by a resource, or is a step that a person does. One that is neither
 * would be promised and never there: a fault of this library, which nothing is written over.
 */
export function assertCarried({ grants, resources, steps }: Pick<Blueprint, "grants" | "resources" | "steps">): void {
  const carried = new Set([...resources, ...steps].flatMap(({ carries = [] }) => carries));
  const missing = grants.filter(({ key }) => !carried.has(key));
  if (missing.length === 0) return;
  const names = missing.map(({ key, summary }) => `${key} (${summary})`).join(", ");
  throw new Error(`No resource and no step makes what is described: ${names}. This is a fault of the library.`);
}
