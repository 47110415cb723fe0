import { dnsSuffixOf, isRegionName, partitionOf } from "../core/aws-region";
import { AwsGrant } from "../core/grant";
import { checkKmsKey } from "../clouds/aws/kms-key";
import { readerOf, stepForKey } from "../clouds/aws/sharing";
import type { Context } from "../core/parts";
import { quote } from "../core/problem";
import { Share } from "../core/share";
import { qualifiedName } from "../core/subject";
import { isToken } from "../core/names";
import {
  declareOptions,
  declareRegion,
  declareStaticKeys,
  isGoogleEndpoint,
  type StaticKeys,
  type StorageOptions,
} from "./storage-options";
import { assertTypes } from "../core/prop-types";

export interface S3Props extends StaticKeys, StorageOptions {
  /** Name of the bucket. */
  readonly bucket: string;
  /**
   * Region of the bucket.
   *
   * @default - read from `endpoint`, else the cluster's
   */
  readonly region?: string;
  /**
   * Directory in the bucket; the environment reaches nothing outside it. No slash at either end.
   *
   * @default - cluster, namespace and name joined by `-`
   */
  readonly prefix?: string;
  /**
   * Endpoint with the bucket in its host.
   *
   * @default - `https://BUCKET.s3.REGION.amazonaws.com`
   */
  readonly endpoint?: string;
  /**
   * Whether the identity may list the directory. The vendor's procedure does without.
   *
   * @default false
   */
  readonly listBucket?: boolean;
  /**
   * ARN of the customer managed key that the bucket encrypts with, not of an alias.
   *
   * @default - none
   */
  readonly kmsKeyArn?: string;
}

const PROP_TYPES = {
  bucket: "text",
  region: "text",
  prefix: "text",
  endpoint: "text",
  listBucket: "flag",
  kmsKeyArn: "text",
} as const;
/**
 * A name of dots, hyphens, digits and lower-case letters, of labels that a host can have, and no IP address.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const BUCKET =
  /^(?=.{3,63}$)(?!.*\.\.)(?!xn--|sthree-|amzn-s3-demo-)(?!(?:\d+\.){3}\d+$)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/;
const PREFIX = /^[A-Za-z0-9!_.'()-]+(\/[A-Za-z0-9!_.'()-]+)*$/;
/** Hosts that the Operator reads the region from. */
const PLAIN_ENDPOINT = /\.s3[.-](?:fips\.|dualstack\.)*([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})\.amazonaws\.com(?:\.cn)?\/?$/;
/** The same, and those of interface endpoints and of the European Sovereign Cloud. */
const ENDPOINT_REGION =
  /\.s3[.-](?:fips\.|dualstack\.)*([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})(?:\.vpce)?\.amazonaws\.(?:com(?:\.cn)?|eu)\/?$/;
const KEY_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];
const OBJECT_ACTIONS = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"];

/** Amazon S3: one directory of a bucket. Made by `FileStorage.s3(...)`. */
export class S3Storage {
  constructor(readonly props: S3Props) {}

  describe(context: Context): Share {
    const share = new Share();
    const { props } = this;
    assertTypes("storage", props, PROP_TYPES);
    const region = this.region(share, context);
    const prefix = props.prefix ?? qualifiedName(context.subject, "-");
    this.check(share, prefix);
    this.describeKey(share, context, region);
    const endpoint = props.endpoint ?? `https://${props.bucket}.s3.${region}.${dnsSuffixOf(region)}`;
    share.key("storage-service-name", "com.mendix.storage.s3", "storage");
    share.key("storage-endpoint", endpoint, "storage.endpoint");
    share.key("storage-bucket-name", prefix, "storage.prefix");
    declareStaticKeys(share, props);
    declareOptions(share, props);
    declareRegion(share, region, context.versions, PLAIN_ENDPOINT.test(endpoint));
    share.claims.push({ kind: "S3 prefix", scope: props.bucket, name: prefix, prop: "storage.prefix", nested: true });
    const byIdentity = props.accessKeyId === undefined && props.secretAccessKey === undefined;
    share.restartOn["storage.authentication"] = byIdentity ? "identity" : "static keys";
    if (byIdentity && !isGoogleEndpoint(endpoint)) this.describeIdentity(share, region, prefix);
    return share;
  }

  /** A bucket encrypts with keys of its own region; one of another account has an owner who lets the role use it. */
  private describeKey(share: Share, context: Context, region: string): void {
    const { kmsKeyArn: key, accessKeyId, secretAccessKey } = this.props;
    checkKmsKey(share, "storage.kmsKeyArn", key, region);
    if (key === undefined || accessKeyId !== undefined || secretAccessKey !== undefined) return;
    stepForKey(share, readerOf(context), { key, actions: KEY_ACTIONS, via: `s3.${region}.${dnsSuffixOf(region)}` });
  }

  private describeIdentity(share: Share, region: string, prefix: string): void {
    const { props } = this;
    share.gate("s3-without-keys", "storage");
    const bucket = `arn:${partitionOf(region)}:s3:::${props.bucket}`;
    const where = `s3://${isToken(props.bucket) ? "BUCKET" : props.bucket}/${prefix}/*`;
    const deletes = props.performDelete !== false;
    const actions = deletes ? [...OBJECT_ACTIONS, "s3:DeleteObject"].sort() : OBJECT_ACTIONS;
    const summary = `read and write${deletes ? "" : ", not delete,"} ${where}`;
    share.grants.push(new AwsGrant("file-storage", "Files", summary, actions, [`${bucket}/${prefix}/*`]));
    if (props.listBucket) {
      const condition = { StringLike: { "s3:prefix": [`${prefix}/`, `${prefix}/*`] } };
      share.grants.push(new AwsGrant("file-storage", "List", `list ${where}`, ["s3:ListBucket"], [bucket], condition));
    }
    if (props.kmsKeyArn) {
      const condition = { StringEquals: { "kms:ViaService": `s3.${region}.${dnsSuffixOf(region)}` } };
      const actions = KEY_ACTIONS;
      const sid = "EncryptFiles";
      share.grants.push(
        new AwsGrant("encryption", sid, "encrypt the files through S3", actions, [props.kmsKeyArn], condition),
      );
    }
  }

  private region(share: Share, context: Context): string {
    const { endpoint, region } = this.props;
    const ofEndpoint = endpoint !== undefined && !isToken(endpoint) ? ENDPOINT_REGION.exec(endpoint)?.[1] : undefined;
    if (region !== undefined && isRegionName(region) && ofEndpoint && region !== ofEndpoint) {
      share.problem(
        "MX-S3-REGION",
        "storage.region",
        `${quote(region)} is not the region in the endpoint ${quote(endpoint)}.`,
        `Write ${ofEndpoint}, or leave storage.region out: it is read from the endpoint.`,
      );
    }
    const found = region ?? ofEndpoint ?? context.subject.cluster.region;
    if (found !== undefined && !isToken(found) && isRegionName(found)) return found;
    const given = isToken(found) ? "A Terraform token" : quote(found);
    share.problem(
      isToken(found) ? "MX-TOKEN" : "MX-S3-REGION",
      "storage.region",
      found === undefined ? "The region of the bucket is not known." : `${given} is not a region, known at synthesis.`,
      'Write region: "eu-west-1".',
    );
    return found ?? "";
  }

  private check(share: Share, prefix: string): void {
    const { bucket, endpoint } = this.props;
    if (!isToken(bucket) && !BUCKET.test(String(bucket ?? ""))) {
      const message = `${quote(bucket)} is not a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, no two dots together, no IP address.`;
      share.problem("MX-S3-BUCKET", "storage.bucket", message, 'Write bucket: "acme-files".');
    }
    if (!isToken(bucket) && BUCKET.test(String(bucket)) && bucket.includes(".") && !endpoint?.startsWith("http:")) {
      const message = `${quote(bucket)} has dots, and the certificate of S3 is for one label in front of its host: the runtime would refuse the connection.`;
      const fix = 'Use a bucket without dots, for example bucket: "acme-files".';
      share.problem("MX-S3-BUCKET", "storage.bucket", message, fix);
    }
    if (isToken(prefix) || !PREFIX.test(prefix) || prefix.split("/").includes("..")) {
      share.problem(
        "MX-S3-PREFIX",
        "storage.prefix",
        `${isToken(prefix) ? "A Terraform token" : quote(prefix)} is not a directory of the bucket: letters, digits and ! _ . ' ( ) -, no slash at either end, known at synthesis.`,
        'Write prefix: "orders-prod", or leave it out.',
      );
    }
    if (endpoint !== undefined && isGoogleEndpoint(endpoint)) {
      share.problem(
        "MX-S3-ENDPOINT",
        "storage.endpoint",
        `${quote(endpoint)} is Google Cloud Storage, not Amazon S3; the runtime reaches it with HMAC keys only.`,
        `Write FileStorage.s3Compatible({ endpoint: "https://storage.googleapis.com/${isToken(bucket) ? "BUCKET" : bucket}", bucket: "DIRECTORY", accessKeyId, secretAccessKey }).`,
      );
    } else if (endpoint !== undefined && !isToken(endpoint) && !isToken(bucket) && !namesBucket(endpoint, bucket)) {
      share.problem(
        "MX-S3-ENDPOINT",
        "storage.endpoint",
        `${quote(endpoint)} does not name the bucket ${quote(bucket)}; on AWS the bucket stands in the host.`,
        `Write "https://${bucket}.s3.REGION.amazonaws.com", or leave endpoint out.`,
      );
    }
  }
}

/** On AWS the bucket is the first part of the host; credentials have no place there. */
function namesBucket(endpoint: string, bucket: string): boolean {
  return endpoint.replace(/^https?:\/\//, "").startsWith(`${bucket}.`);
}
