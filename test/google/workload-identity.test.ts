import { describeEnvironment, explain } from "../../lib";
import { GkeWorkloadIdentity } from "../../lib/google";
import { googleSample, PRINCIPAL } from "../support/samples-google";
import { expectValidArguments } from "../support/schema-check";
import { plain, resourcesOf, synthesize } from "../support/synthesize";

const EMAIL = "orders@acme-iam.iam.gserviceaccount.com";
const IMPERSONATION =
  "gcloud iam service-accounts add-iam-policy-binding orders@acme-iam.iam.gserviceaccount.com --project=acme-iam " +
  `--role=roles/iam.workloadIdentityUser --member=${PRINCIPAL}`;

function membersOf(stack: ReturnType<typeof synthesize>): readonly unknown[] {
  const members = resourcesOf(stack, "google_secret_manager_secret_iam_member").map(({ member }) => member);
  return [...new Set(members)];
}

function annotationsOf(identity: GkeWorkloadIdentity): unknown {
  const [serviceAccount] = describeEnvironment(googleSample({ identity })).objects;
  return serviceAccount?.metadata.annotations;
}

describe("the pod as a principal of its own", () => {
  const props = googleSample({ identity: new GkeWorkloadIdentity() });

  it("is who reads: the number of the project, its pool, namespace and ServiceAccount", () => {
    expect(membersOf(synthesize(props))).toEqual([PRINCIPAL]);
  });

  it("needs no Google service account and no annotation", () => {
    const stack = synthesize(props);
    expect(resourcesOf(stack, "google_service_account")).toEqual([]);
    expect(resourcesOf(stack, "google_service_account_iam_member")).toEqual([]);
    expect(annotationsOf(new GkeWorkloadIdentity())).toEqual({ "privatecloud.mendix.com/environment-account": "true" });
  });

  it("is explained in the reader's words", () => {
    expect(explain(describeEnvironment(props))).toContain(
      "as        principal ns/mendix/sa/orders   only system:serviceaccount:mendix:orders of acme-prod.svc.id.goog   (GKE workload identity)",
    );
  });
});

describe("the pod as a service account that is made for it", () => {
  const identity = GkeWorkloadIdentity.withServiceAccount();
  const stack = synthesize(googleSample({ identity }));

  it("is made under the environment's name, and only the pod may act as it", () => {
    const [account] = resourcesOf(stack, "google_service_account");
    const [member] = resourcesOf(stack, "google_service_account_iam_member");
    expect(plain(account)).toEqual({
      account_id: "prod-mendix-orders",
      project: "acme-prod",
      display_name: "Mendix mendix/orders",
    });
    expect(plain(member)).toEqual({
      service_account_id: "${google_service_account.environment_identity_account_5A9129F0.name}",
      role: "roles/iam.workloadIdentityUser",
      member: PRINCIPAL,
    });
  });

  it("is who reads, and the ServiceAccount names it by the email that it will have", () => {
    expect(membersOf(stack)).toEqual([
      "serviceAccount:${google_service_account.environment_identity_account_5A9129F0.email}",
    ]);
    expect(annotationsOf(identity)).toEqual({
      "privatecloud.mendix.com/environment-account": "true",
      "iam.gke.io/gcp-service-account": "prod-mendix-orders@acme-prod.iam.gserviceaccount.com",
    });
    expectValidArguments(stack);
  });

  it("takes id, project and display name", () => {
    const custom = GkeWorkloadIdentity.withServiceAccount({
      accountId: "orders-app",
      project: "acme-iam",
      displayName: "${Orders}",
    });
    const [account] = resourcesOf(synthesize(googleSample({ identity: custom })), "google_service_account");
    expect(account).toMatchObject({ account_id: "orders-app", project: "acme-iam", display_name: "$${Orders}" });
  });

  it.each([
    ["a name that is too long", "orders-of-the-whole-company", "prod-mendix-orders-of-8fe62508"],
    ["a name that fits", "o", "prod-mendix-o"],
  ])("has %s shortened with a fingerprint where it must be", (_what, name, id) => {
    const { identity: described } = describeEnvironment(googleSample({ identity, name }));
    expect(described?.principal).toBe(`service account ${id}@acme-prod.iam.gserviceaccount.com`);
  });
});

describe("the pod as a service account of somebody else", () => {
  it("is who reads, and its owner is told to let the pod act as it", () => {
    const props = googleSample({ identity: GkeWorkloadIdentity.fromExistingServiceAccount({ email: EMAIL }) });
    const stack = synthesize(props);
    expect(membersOf(stack)).toEqual([`serviceAccount:${EMAIL}`]);
    expect(resourcesOf(stack, "google_service_account_iam_member")).toEqual([]);
    expect(describeEnvironment(props).steps.map(({ does }) => does)).toContain(IMPERSONATION);
  });

  it("gets the pod as one more member where it may be changed", () => {
    const identity = GkeWorkloadIdentity.fromExistingServiceAccount({ email: EMAIL, mutable: true });
    const stack = synthesize(googleSample({ identity }));
    expect(resourcesOf(stack, "google_service_account_iam_member")).toEqual([
      expect.objectContaining({
        service_account_id: `projects/acme-iam/serviceAccounts/${EMAIL}`,
        role: "roles/iam.workloadIdentityUser",
        member: PRINCIPAL,
      }),
    ]);
    expectValidArguments(stack);
  });
});
