import { Cluster, Database, DatabaseTls, describeEnvironment, RdsIam, type RdsIamProps } from "../../lib";
import { AwsGrant } from "../../lib/core/grant";
import { ACCOUNT, sample } from "../support/samples";

function described(
  props: RdsIamProps,
  host = "db.abc.eu-west-1.rds.amazonaws.com",
  changes: Parameters<typeof sample>[0] = {},
) {
  const database = Database.postgresql({
    host,
    name: "orders",
    username: "app",
    authentication: new RdsIam(props),
    tls: DatabaseTls.VERIFY_FULL,
  });
  return describeEnvironment(sample({ database, ...changes }));
}

const resources = (...parameters: Parameters<typeof described>) =>
  described(...parameters).grants.flatMap((grant) =>
    grant instanceof AwsGrant && grant.purpose === "database" ? grant.resources : [],
  );

describe("RdsIam", () => {
  it.each([
    ["an instance", "db-ABC123"],
    ["an Aurora cluster", "cluster-ABC123"],
    ["a proxy", "prx-0a1b2c", "orders.proxy-abc123.eu-west-1.rds.amazonaws.com"],
  ])("allows one user of %s", (_, resourceId, host = "db.abc.eu-west-1.rds.amazonaws.com") => {
    expect(resources({ resourceId }, host)).toEqual([`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:${resourceId}/app`]);
  });

  it("declares no password, and keeps the user's name", () => {
    const { keys, problems } = described({ resourceId: "db-A" });
    const names = keys.map(({ key }) => key);
    expect(names).toContain("database-username");
    expect(names).not.toContain("database-password");
    expect(problems).toEqual([]);
  });

  it("reads the region from the host, in China too", () => {
    expect(resources({ resourceId: "db-A" }, "db.abc.eu-central-1.rds.amazonaws.com:5432")[0]).toContain(
      ":eu-central-1:",
    );
    const cluster = Cluster.eks({
      name: "cn",
      oidcProviderArn: `arn:aws-cn:iam::${ACCOUNT}:oidc-provider/oidc.eks.cn-north-1.amazonaws.com.cn/id/A`,
    });
    const host = "db.abc.rds.cn-northwest-1.amazonaws.com.cn:5432";
    expect(resources({ resourceId: "db-A" }, host, { cluster })).toEqual([
      `arn:aws-cn:rds-db:cn-northwest-1:${ACCOUNT}:dbuser:db-A/app`,
    ]);
  });

  it("takes region and account of a database behind another name", () => {
    expect(resources({ resourceId: "db-A", region: "us-east-1", account: "444455556666" }, "db.example.com")).toEqual([
      "arn:aws:rds-db:us-east-1:444455556666:dbuser:db-A/app",
    ]);
  });

  const statements = `--command='GRANT rds_iam TO "app"' --command='ALTER ROLE "app" WITH PASSWORD NULL'`;

  it("says what is run once, by whom, when, and when it may be skipped", () => {
    const [step] = described({ resourceId: "db-A" }).steps;
    expect(step).toMatchObject({
      as: "as the database's master user",
      does: `PGSSLMODE=require psql --host=db.abc.eu-west-1.rds.amazonaws.com --port=5432 --dbname=postgres --username="$MASTER" ${statements}`,
      command: true,
    });
    expect(step?.note).toMatch(/^before the apply: from then on new logins by password fail/);
    expect(step?.note).toContain(
      'PGPASSWORD="$(aws rds generate-db-auth-token --hostname=db.abc.eu-west-1.rds.amazonaws.com --port=5432 --region=eu-west-1 --username="$MASTER")" in front',
    );
    expect(step?.note).toContain("skip it where the user has rds_iam already");
  });

  it("gives statements to an endpoint of a cluster that takes them", () => {
    const [step] = described({ resourceId: "cluster-A" }, "a.cluster-ro-abc.eu-west-1.rds.amazonaws.com:6000").steps;
    expect(step?.does).toContain("--host=a.cluster-abc.eu-west-1.rds.amazonaws.com --port=6000 ");
  });

  it.each(["disable", "DISABLE&user=app"])("is refused with a URL of sslmode=%s", (mode) => {
    const jdbcUrl = `jdbc:postgresql://db.abc.eu-west-1.rds.amazonaws.com:5432/orders?sslmode=${mode}`;
    const database = Database.postgresql({
      host: "db.abc.eu-west-1.rds.amazonaws.com",
      name: "orders",
      username: "app",
      authentication: new RdsIam({ resourceId: "db-A" }),
      jdbcUrl,
    });
    const { problems } = describeEnvironment(sample({ database }));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual(["MX-RDS-IAM database.jdbcUrl"]);
  });

  it("warns of another name of the host, which no token is taken for", () => {
    const { warnings } = described({ resourceId: "db-A", region: "eu-west-1" }, "db.example.com");
    expect(warnings).toEqual([expect.stringContaining('"db.example.com:5432" is no endpoint of RDS')]);
    expect(described({ resourceId: "db-A" }).warnings).toEqual([]);
    const proxied = described({ resourceId: "prx-A" }, "p.proxy-abc.eu-west-1.rds.amazonaws.com");
    expect(proxied.warnings).toEqual([]);
  });

  const proxy = "orders.proxy-abc123.eu-west-1.rds.amazonaws.com";
  const endpoint = "read.endpoint.proxy-abc123.eu-west-1.rds.amazonaws.com:5432";

  it.each([proxy, endpoint, "db.example.com"])("never takes the password that a proxy at %s logs in with", (host) => {
    const { steps, problems } = described({ resourceId: "prx-0a1b2c", region: "eu-west-1" }, host);
    expect(problems).toEqual([]);
    expect(steps[0]).toEqual({
      as: "as the owner of the RDS Proxy",
      does: "Let clients log in to the proxy as app with IAM authentication required, and keep the user's password in the database and in the proxy's secret.",
      note: 'only where the proxy itself logs in to the database by IAM (DefaultAuthScheme IAM_AUTH) the user needs GRANT rds_iam TO "app"; skip it where the app logs in already',
    });
    expect(JSON.stringify(steps)).not.toMatch(/PASSWORD NULL/);
  });

  it.each([
    ["a proxy", proxy, "db-A"],
    ["a proxy's endpoint", endpoint, "cluster-A"],
    ["no proxy", "db.abc.eu-west-1.rds.amazonaws.com", "prx-A"],
  ])("is refused where the host is that of %s, and the id of something else", (_, host, resourceId) => {
    const { problems } = described({ resourceId }, host);
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([
      "MX-RDS-IAM database.authentication.resourceId",
    ]);
  });

  it("is a gate of its own", () => {
    const { problems } = described({ resourceId: "db-A" }, undefined, {
      versions: { operator: "2.10.0", mendix: "9.21.0" },
    });
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      "MX-GATE: RDS IAM authentication needs Operator 2.10.1 (yours 2.10.0) and Mendix 9.22.0 (yours 9.21.0).",
    ]);
  });
});
