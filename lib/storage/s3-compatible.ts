import { withoutTrailing } from "../core/trailing";
import type { Context } from "../core/parts";
import { quote } from "../core/problem";
import { hostScope } from "../core/host-scope";
import { Share } from "../core/share";
import { isToken } from "../core/names";
import type { SecretValue } from "../core/secret-value";
import {
  declareOptions,
  declareRegion,
  declareStaticKeys,
  isGoogleEndpoint,
  type StorageOptions,
} from "./storage-options";
import { assertTypes } from "../core/prop-types";

export interface S3CompatibleProps extends StorageOptions {
  /**
   * Endpoint: `https://minio.example.com:9000`, `https://ceph.example.com/BUCKET`, or
   * `https://storage.googleapis.com/BUCKET` for Google Cloud Storage.
   */
  readonly endpoint: string;
  /** The bucket on MinIO; the directory in the bucket where the endpoint names the bucket. */
  readonly bucket: string;
  /** Access key id; on Google that of an HMAC key, which is the only way in. */
  readonly accessKeyId: string | SecretValue;
  /** Secret access key. */
  readonly secretAccessKey: SecretValue;
  /**
   * Region that requests are signed for.
   *
   * @default "us-east-1"
   */
  readonly region?: string;
}

/** A store that speaks S3, with static keys: none of them has a workload identity that the runtime could use. */
export class S3CompatibleStorage {
  constructor(readonly props: S3CompatibleProps) {}

  describe(context: Context): Share {
    const share = new Share();
    const { props } = this;
    assertTypes("storage", props, { endpoint: "text", bucket: "text", region: "text" });
    this.check(share);
    share.key("storage-service-name", "com.mendix.storage.s3", "storage");
    share.key("storage-endpoint", props.endpoint, "storage.endpoint");
    share.key("storage-bucket-name", props.bucket, "storage.bucket");
    declareStaticKeys(share, props);
    declareOptions(share, props);
    declareRegion(share, props.region ?? "us-east-1", context.versions, false);
    const scope = isToken(props.endpoint) ? "" : hostScope(withoutTrailing(props.endpoint, "/"), context.subject);
    if (!isToken(props.endpoint) && typeof props.bucket === "string" && !isToken(props.bucket)) {
      share.claims.push({ kind: "bucket", scope, name: props.bucket, prop: "storage.bucket", nested: true });
    }
    share.restartOn["storage.authentication"] = "static keys";
    return share;
  }

  private check(share: Share): void {
    const { endpoint, bucket, accessKeyId, secretAccessKey } = this.props;
    if (!isToken(endpoint) && !/^https?:\/\/[^/\s?#@]+(\/[^\s?#]*)?$/.test(endpoint)) {
      share.problem(
        "MX-S3-ENDPOINT",
        "storage.endpoint",
        `${quote(endpoint)} is not the URL of an endpoint, without credentials.`,
        'Write endpoint: "https://minio.example.com:9000".',
      );
    }
    if (typeof bucket !== "string" || bucket === "") {
      share.problem("MX-S3-BUCKET", "storage.bucket", "The storage has no bucket.", 'Write bucket: "orders-files".');
    }
    if (accessKeyId === undefined && secretAccessKey === undefined) {
      share.problem(
        "MX-S3-KEYS",
        "storage.accessKeyId",
        isGoogleEndpoint(endpoint)
          ? "Google Cloud Storage is reached with the HMAC keys of a service account only: the runtime knows no workload identity for it."
          : "An S3-compatible storage is reached with static keys only.",
        "Write accessKeyId and secretAccessKey: SecretValue.fromVariable().",
      );
    }
  }
}
