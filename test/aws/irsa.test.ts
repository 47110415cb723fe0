import { Cluster, describeEnvironment, Irsa } from "../../lib";
import { ACCOUNT, ISSUER, sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

const role = `arn:aws:iam::${ACCOUNT}:role/shared/orders`;

function roleOf(identity: Irsa, changes: Parameters<typeof sample>[0] = {}): Readonly<Record<string, unknown>> {
  const synthesized = synthesize(sample({ identity, ...changes }));
  const [resource, ...others] = resourcesOf(synthesized, "aws_iam_role");
  expect(others).toEqual([]);
  return { ...resource, assume_role_policy: JSON.parse(String(resource?.["assume_role_policy"])) as unknown };
}

const statement = (issuer: string, sid = "ServiceAccount", partition = "aws") => ({
  Sid: sid,
  Effect: "Allow",
  Action: ["sts:AssumeRoleWithWebIdentity"],
  Principal: { Federated: `arn:${partition}:iam::${ACCOUNT}:oidc-provider/${issuer}` },
  Condition: {
    StringEquals: {
      [`${issuer}:aud`]: "sts.amazonaws.com",
      [`${issuer}:sub`]: "system:serviceaccount:mendix:orders",
    },
  },
});

describe("Irsa", () => {
  it("makes a role that trusts exactly this ServiceAccount and audience", () => {
    expect(roleOf(new Irsa())).toEqual({
      name: "prod-mendix-orders",
      assume_role_policy: { Version: "2012-10-17", Statement: [statement(ISSUER)] },
    });
  });

  it("takes every option", () => {
    const permissionsBoundary = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
    const other = Cluster.eks({ name: "dr", oidcProviderArn: `arn:aws:iam::${ACCOUNT}:oidc-provider/dr.example.com` });
    const identity = new Irsa({
      roleName: "orders",
      path: "/mendix/",
      permissionsBoundary,
      maxSessionDuration: 7200,
      tags: { "cost ${center}": "42" },
      alsoTrust: [other],
    });
    expect(roleOf(identity)).toEqual({
      name: "orders",
      path: "/mendix/",
      permissions_boundary: permissionsBoundary,
      max_session_duration: 7200,
      tags: { "cost $${center}": "42" },
      assume_role_policy: {
        Version: "2012-10-17",
        Statement: [statement(ISSUER), statement("dr.example.com", "ServiceAccountOfCluster2")],
      },
    });
  });

  it("annotates the ServiceAccount with the role, and says who may use it", () => {
    const { objects, identity } = describeEnvironment(sample({ identity: new Irsa({ path: "/mendix/" }) }));
    expect(objects[0]?.metadata.annotations).toMatchObject({
      "eks.amazonaws.com/role-arn": `arn:aws:iam::${ACCOUNT}:role/mendix/prod-mendix-orders`,
    });
    expect(identity).toEqual({
      title: "IRSA",
      principal: "role prod-mendix-orders",
      role: { name: "prod-mendix-orders", arn: `arn:aws:iam::${ACCOUNT}:role/mendix/prod-mendix-orders` },
      trusts: "only system:serviceaccount:mendix:orders of prod",
    });
  });

  it("asks for the audience that the cluster says", () => {
    const cluster = Cluster.eks({
      name: "cn",
      oidcProviderArn: `arn:aws-cn:iam::${ACCOUNT}:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/A`,
      audience: "sts.amazonaws.com.cn",
    });
    expect(JSON.stringify(roleOf(new Irsa(), { cluster }))).toContain('"sts.amazonaws.com.cn"');
  });

  it("shortens a name that IAM does not take, with a fingerprint", () => {
    const namespace = "a-very-long-namespace-for-the-apps-of-the-payments-team";
    const { name } = roleOf(new Irsa(), { namespace }) as { readonly name: string };
    expect(name).toBe("prod-a-very-long-namespace-for-the-apps-of-the-payments-d5a2dee7");
    expect(name).toHaveLength(64);
  });
});

describe("an existing role", () => {
  it("is left alone, and its owner is told what trust and policies it needs", () => {
    const props = sample({ identity: Irsa.fromExistingRole({ roleArn: role }) });
    const synthesized = synthesize(props);
    expect(resourcesOf(synthesized, "aws_iam_role")).toEqual([]);
    expect(resourcesOf(synthesized, "aws_iam_role_policy")).toEqual([]);
    const { steps, creates } = describeEnvironment(props);
    expect(steps.map(({ as, does }) => `${as}: ${does.replace(/\{.*/, "...")}`)).toEqual([
      "as the owner of the role: Let orders trust the pod: ...",
      "as the owner of the role: Add the inline policy prod-mendix-orders-file-storage to orders: ...",
      "as the owner of the role: Add the inline policy prod-mendix-orders-secret-store to orders: ...",
    ]);
    expect(creates).not.toHaveProperty("role");
  });

  it("gets the environment's policies under the environment's name where it may be changed", () => {
    const props = sample({ identity: Irsa.fromExistingRole({ roleArn: role, mutable: true }) });
    const policies = resourcesOf(synthesize(props), "aws_iam_role_policy");
    expect(policies.map(({ name, role: of }) => [name, of])).toEqual([
      ["prod-mendix-orders-file-storage", "orders"],
      ["prod-mendix-orders-secret-store", "orders"],
    ]);
    expect(describeEnvironment(props).steps).toHaveLength(1);
  });
});
