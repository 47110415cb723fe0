import type { Grant, Purpose } from "../core/grant";
import type { Identity } from "../core/parts";
import type { Share } from "../core/share";

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
