import { lengthField, numberField, textOf } from "../csi/protobuf";
import { messageOf, type GrpcResult } from "../csi/grpc";
import type { FakeSecretManager } from "../secret-manager";
import type { CloudAnswer, CloudRequest } from "./cloud-server";
import { crc32c } from "./crc32c";
import { Sessions, verifiedClaims, type Issuer } from "./tokens";

export const GOOGLE_HOSTS = [
  "securetoken.googleapis.com",
  "sts.googleapis.com",
  "secretmanager.googleapis.com",
  "iamcredentials.googleapis.com",
  "parametermanager.googleapis.com",
];

/** A project, by its two names. */
export interface GoogleProject {
  readonly id: string;
  readonly number: string;
}

const SERVICE = "/google.cloud.secretmanager.v1.SecretManagerService/AccessSecretVersion";
const IMPERSONATION = "/google.iam.credentials.v1.IAMCredentials/GenerateAccessToken";

/**
 * As much of Google Cloud as a pod on GKE needs to read a secret: the exchange of its token, which has to be for the
 * project's pool, impersonation of service accounts, and Secret Manager's access call.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 */
export class GoogleCloud {
  /** Members that may act as a service account, by its e-mail address. */
  readonly workloadIdentityUsers = new Map<string, string[]>();
  private readonly sessions = new Sessions<readonly string[]>();

  constructor(
    private readonly issuer: Issuer,
    private readonly project: GoogleProject,
    private readonly secrets: FakeSecretManager,
  ) {}

  answer({ url, headers, body }: CloudRequest): CloudAnswer {
    if (url.pathname === "/v1/identitybindingtoken") return this.exchange(body);
    const members = this.sessions.holderOf(String(headers["authorization"] ?? ""));
    if (!members) return { status: 16, message: "Request had invalid authentication credentials." };
    if (url.pathname === SERVICE) return this.access(members, textOf(messageOf(body), 1));
    if (url.pathname === IMPERSONATION) return this.impersonate(members, textOf(messageOf(body), 1));
    return { status: 12, message: `${url.pathname} is not answered here` };
  }

  /** A token of the pool for one of the cluster, whose audience has to be that pool. */
  private exchange(body: Buffer): CloudAnswer {
    const { audience, subject_token } = JSON.parse(body.toString("utf8")) as Record<string, string>;
    const pool = `${this.project.id}.svc.id.goog`;
    const claims = verifiedClaims(subject_token ?? "..", this.issuer);
    if (typeof claims === "string") return grantRefused(`ID Token is not valid: ${claims}.`);
    if (audience?.split(":")[1] !== pool || !claims.aud.includes(pool))
      return grantRefused(`The audience in ID Token [${claims.aud.join(",")}] does not match the expected audience.`);
    const [, , namespace, name] = claims.sub.split(":");
    const pools = `principal://iam.googleapis.com/projects/${this.project.number}/locations/global/workloadIdentityPools`;
    const members = [
      `${pools}/${pool}/subject/ns/${namespace}/sa/${name}`,
      `serviceAccount:${pool}[${namespace}/${name}]`,
    ];
    const token = { access_token: this.sessions.issue(members), token_type: "Bearer", expires_in: 3600 };
    return { status: 200, body: { ...token, issued_token_type: "urn:ietf:params:oauth:token-type:access_token" } };
  }

  private impersonate(members: readonly string[], resource: string): CloudAnswer {
    const email = resource.split("/").at(-1) ?? "";
    const users = this.workloadIdentityUsers.get(email) ?? [];
    if (!users.some((user) => members.includes(user)))
      return denied("Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).");
    const expiry = numberField(1, Math.floor(Date.now() / 1000) + 3600);
    const token = this.sessions.issue([`serviceAccount:${email}`]);
    return Buffer.concat([lengthField(1, token), lengthField(3, expiry)]);
  }

  private access(members: readonly string[], resource: string): CloudAnswer {
    const [, project = "", id = "", version = ""] =
      /^projects\/([^/]+)\/secrets\/([A-Za-z0-9_-]{1,255})\/versions\/([^/]+)$/.exec(resource) ?? [];
    if (id === "") return { status: 3, message: `The resource name [${resource}] is malformed.` };
    const { id: own, number } = this.project;
    const secret = [own, number].includes(project) ? `projects/${own}/secrets/${id}` : "";
    if (!this.secrets.mayAccess(secret, members))
      return denied(
        `Permission 'secretmanager.versions.access' denied for resource '${resource}' (or it may not exist).`,
      );
    const found = this.secrets.version(secret, version);
    if (!found)
      return { status: 5, message: `Secret [projects/${number}/secrets/${id}] not found or has no versions.` };
    if (found.state !== "ENABLED")
      return { status: 9, message: `Secret Version [${resource}] is in ${found.state} state.` };
    const data = Buffer.from(found.data, "base64");
    const payload = Buffer.concat([lengthField(1, data), numberField(2, crc32c(data))]);
    return Buffer.concat([
      lengthField(1, `projects/${number}/secrets/${id}/versions/${found.number}`),
      lengthField(2, payload),
    ]);
  }
}

const denied = (message: string): GrpcResult => ({ status: 7, message });

function grantRefused(error_description: string): CloudAnswer {
  return { status: 400, body: { error: "invalid_grant", error_description } };
}
