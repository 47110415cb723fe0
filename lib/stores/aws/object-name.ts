import type { AwsPlace } from "../../clouds/aws/arn";
import { parseArn } from "../../core/aws-arn";
import type { Entry } from "../../core/entry";
import { call, Reference, Template } from "../../core/expression";
import { pathOf } from "../../core/resource";
import { arnIn, canonicalSecret } from "./existing";
import { isShared, type Sharing } from "./sharing";
import type { AwsSecretsManagerProps } from "./props";

/** What an entry is asked for by: its name, or its ARN where it is in another account than the reader. */
export type ObjectName = string | Reference;

export interface NamingRequest {
  readonly place: AwsPlace;
  readonly props: AwsSecretsManagerProps;
  readonly sharing: Sharing;
}

export function objectName(entry: Entry, { place, props, sharing }: NamingRequest): ObjectName {
  if (parseArn(entry.name) || !isShared(sharing, entry)) return entry.name;
  const declared = (props.arns ?? []).find((arn) => canonicalSecret(place, arn).name === entry.name);
  const label = `ARN of the secret ${entry.name}`;
  return declared ?? new Reference(pathOf("store", entry.id, "secret"), "arn", label, `store.arns.${entry.id}`);
}

/** The same entry in the failover region: of an ARN the region changes, and the six characters stay. */
export function failoverName(name: ObjectName, { partition, account, region }: AwsPlace, failover: string) {
  if (typeof name === "string") return arnIn(failover, name);
  const prefix = (where: string) => `arn:${partition}:secretsmanager:${where}:${account}:secret:`;
  return new Template([prefix(failover), call("substr", name, prefix(region).length, -1)]);
}
