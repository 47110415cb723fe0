import { AwsSecretsManager, describeEnvironment } from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { sample } from "../support/samples";
import { problemsOf } from "../support/synthesize";

const HOME = "111122223333";
const CENTRAL = "444455556666";
const FAILOVER = "eu-central-1";
const keyOf = (id: string, account = HOME, region = "eu-west-1") => `arn:aws:kms:${region}:${account}:key/${id}`;

/** A secret of somebody else's that is read in two regions, and its key. */
function read(key: string, account = HOME, replicaKey?: string) {
  const secret = `arn:aws:secretsmanager:eu-west-1:${account}:secret:shared-AbC123`;
  const replica = { region: FAILOVER, ...(replicaKey === undefined ? {} : { kmsKeyArn: replicaKey }) };
  const existing = [{ secret, keys: ["mx-const-A.B"], kmsKeyArn: key }];
  return sample({ store: new AwsSecretsManager({ existing, replicas: [replica], failoverRegion: FAILOVER }) });
}

/** Keys that the role may decrypt with, by the service that it has to go through. */
function decryption(props: ReturnType<typeof read>) {
  const grants = describeEnvironment(props).grants.filter((grant) => grant instanceof AwsGrant);
  const own = grants.filter(({ purpose }) => purpose === "encryption");
  return own.map(({ resources, condition }) => [condition?.["StringEquals"]?.["kms:ViaService"], resources]);
}

describe("the copy of an existing secret in the failover region", () => {
  it("is decrypted with the same multi-Region key there", () => {
    expect(decryption(read(keyOf("mrk-1")))).toEqual([
      ["secretsmanager.eu-west-1.amazonaws.com", [keyOf("mrk-1")]],
      ["secretsmanager.eu-central-1.amazonaws.com", [keyOf("mrk-1", HOME, FAILOVER)]],
    ]);
    expect(describeEnvironment(read(keyOf("mrk-1"))).warnings).toEqual([]);
  });

  it("is decrypted with the key of the replica, where one is written", () => {
    const props = read(keyOf("1"), HOME, keyOf("2", HOME, FAILOVER));
    expect(decryption(props)[1]).toEqual(["secretsmanager.eu-central-1.amazonaws.com", [keyOf("2", HOME, FAILOVER)]]);
    expect(describeEnvironment(props).warnings).toEqual([]);
  });

  it("may have the key that AWS manages: a warning says what to write otherwise", () => {
    const { warnings, problems } = describeEnvironment(read(keyOf("1")));
    expect(problems).toEqual([]);
    expect(warnings.join()).toContain(`What ${keyOf("1")} encrypts has a copy in ${FAILOVER}`);
  });

  it("can't have it where it is read from another account", () => {
    expect(problemsOf(read(keyOf("1", CENTRAL), CENTRAL))).toEqual(["MX-AWS-KMS store.replicas[0].kmsKeyArn"]);
    expect(problemsOf(read(keyOf("mrk-1", CENTRAL), CENTRAL))).toEqual([]);
  });
});
