import type { ApiServer } from "../../../../engines/api-server";

export type Parameters = Readonly<Record<string, string>>;

/** What a case may look at and change. */
export interface World {
  readonly api: ApiServer;
  /** Parameters of the SecretProviderClass that the library made. */
  readonly parameters: Parameters;
  readonly setDown: (down: boolean) => void;
  /** Deletes what one key is read from. */
  readonly deleteEntryOf: (key: string) => void | Promise<void>;
  /** Takes the pod's permission to read away, or gives it back. */
  readonly setReader: (reads: boolean) => void;
}

/** One way in which a mount fails. What it does not name is as the library made it. */
export interface FailureCase {
  readonly id: string;
  /** What is wrong, in the reader's words. */
  readonly cause: string;
  readonly parameters?: (world: World) => Parameters;
  readonly serviceAccount?: string;
  /** In place of the store's own. */
  readonly provider?: string;
  /** Name of the SecretProviderClass that the pod asks for, where it is not the case's own. */
  readonly asksFor?: string;
  readonly before?: (world: World) => void | Promise<void>;
  readonly after?: (world: World) => void | Promise<void>;
}

/** A case in which the store does not answer. */
export const unreachable = (id: string, cause: string): FailureCase => ({
  id,
  cause,
  before: ({ setDown }) => setDown(true),
  after: ({ setDown }) => setDown(false),
});

/** The case that nothing follows, because it can't be undone. */
export const deleted = (id: string, cause: string): FailureCase => ({
  id,
  cause,
  before: ({ deleteEntryOf }) => deleteEntryOf("database-password"),
});

/** A case in which the CSIDriver does not ask for the audience that the provider needs. */
export const withoutAudience = (id: string): FailureCase => ({
  id,
  cause: "the CSIDriver does not request the provider's audience",
  before: ({ api }) => requestAudiences(api, ["unrelated"]),
  after: ({ api }) => requestAudiences(api, AUDIENCES),
});

const AUDIENCES = [
  "vault",
  "sts.amazonaws.com",
  "pods.eks.amazonaws.com",
  "api://AzureADTokenExchange",
  "acme-prod.svc.id.goog",
];

function requestAudiences(api: ApiServer, audiences: readonly string[]): void {
  const tokenRequests = audiences.map((audience) => ({ audience }));
  const patch = JSON.stringify([{ op: "replace", path: "/spec/tokenRequests", value: tokenRequests }]);
  api.kubectl(["patch", "csidriver", "secrets-store.csi.k8s.io", "--type=json", `--patch=${patch}`]);
}
