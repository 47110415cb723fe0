import { App, Testing, TerraformStack } from "cdktf";
import {
  Cluster,
  FileStorage,
  InvalidDeclarationError,
  MendixSecretStoreEnvironment,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { GkeWorkloadIdentity, GoogleSecretManager } from "../../lib/google";
import { googleSample } from "../support/samples-google";

/** Problems of two environments of one app. */
function together(one: MendixSecretStoreEnvironmentProps, other: MendixSecretStoreEnvironmentProps): readonly string[] {
  const app = new App();
  const [stack, second] = [new TerraformStack(app, "one"), new TerraformStack(app, "other")];
  new MendixSecretStoreEnvironment(stack, "environment", one);
  new MendixSecretStoreEnvironment(second, "environment", other);
  try {
    Testing.synth(stack);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidDeclarationError)) throw error;
    return error.problems.map(({ code, message }) => `${code} ${message}`);
  }
}

function filesIn(bucket: string): FileStorage {
  return FileStorage.s3Compatible({
    endpoint: "https://storage.googleapis.com/acme-files",
    bucket,
    accessKeyId: "GOOG1EXAMPLE",
    secretAccessKey: SecretValue.external(),
  });
}

/** The sample's namespace and name in another cluster. */
function inOtherCluster(project: string): MendixSecretStoreEnvironmentProps {
  const cluster = Cluster.gke({ name: "other", project, projectNumber: "123456789012" });
  return googleSample({ cluster, storage: filesIn("other") });
}

describe("two environments", () => {
  it("of one name in two clusters of one project are one principal, so they are refused", () => {
    expect(together(googleSample(), inOtherCluster("acme-prod"))).toEqual([
      'MX-COLLISION The principal of the workload pool acme-prod.svc.id.goog, which all clusters of the project share, "ns/mendix/sa/orders" is taken by orders (one/environment).',
    ]);
  });

  it("of one name in clusters of two projects are two principals", () => {
    expect(together(googleSample(), inOtherCluster("acme-test"))).toEqual([]);
  });

  it("may not write one secret", () => {
    const store = new GoogleSecretManager({ name: "prod-mendix-orders" });
    const problems = together(googleSample(), googleSample({ name: "shop", store, storage: filesIn("shop") }));
    expect(problems[0]).toBe('MX-COLLISION The Google secret "prod-mendix-orders-database-type" is taken by orders.');
  });

  it("may not write what the other one only reads", () => {
    const store = new GoogleSecretManager({
      existing: [
        { secret: "projects/acme-prod/secrets/prod-mendix-orders-database-host", keys: ["mx-admin-password"] },
      ],
    });
    expect(together(googleSample(), googleSample({ name: "shop", store, storage: filesIn("shop") }))).toEqual([
      'MX-COLLISION The Google secret "prod-mendix-orders-database-host" is taken by orders.',
    ]);
  });

  it("may both read a secret of somebody else", () => {
    const store = new GoogleSecretManager({ existing: [{ secret: "admin", keys: ["mx-admin-password"] }] });
    const other = googleSample({ name: "shop", store, storage: filesIn("shop") });
    expect(together(googleSample({ store }), other)).toEqual([]);
  });

  it("may act as one service account of somebody else", () => {
    const identity = GkeWorkloadIdentity.fromExistingServiceAccount({
      email: "orders@acme-iam.iam.gserviceaccount.com",
    });
    const other = googleSample({ name: "shop", identity, storage: filesIn("shop") });
    expect(together(googleSample({ identity }), other)).toEqual([]);
  });

  it("may not act as one service account that one of them makes, and could then read what is the other's", () => {
    const identity = GkeWorkloadIdentity.withServiceAccount({ accountId: "orders-app", project: "acme-iam" });
    const existing = GkeWorkloadIdentity.fromExistingServiceAccount({
      email: "orders-app@acme-iam.iam.gserviceaccount.com",
    });
    const other = googleSample({ name: "shop", identity: existing, storage: filesIn("shop") });
    expect(together(googleSample({ identity }), other)).toEqual([
      'MX-COLLISION The Google service account "orders-app" is taken by orders (identity.accountId).',
    ]);
  });
});
