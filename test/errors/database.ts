import { TerraformVariable } from "cdktf";
import { Database, DatabaseTls, RdsIam, SecretValue, type DatabaseProps } from "../../lib";
import { SECRET, wrong, type ErrorRow } from "../support/error-rows";
import { newStack } from "../support/synthesize";

const password = SecretValue.fromVariable();
const props = { host: "db.example.com", name: "orders", username: "orders" };
const token = new TerraformVariable(newStack(), "v", {}).stringValue;

const login = (changes: Partial<Record<keyof DatabaseProps, unknown>>) => ({
  database: Database.postgresql({ ...props, password, ...changes } as DatabaseProps),
});
const iam = (changes: object, database: object = {}) => ({
  database: Database.postgresql({
    ...props,
    authentication: new RdsIam({ resourceId: "db-A", ...changes }),
    ...database,
  }),
});

export const ROWS: readonly ErrorRow[] = [
  wrong(
    "MX-DATABASE-HOST",
    "database.host",
    login({ host: "jdbc://db" }),
    '"jdbc://db"',
    'Write host: "db.example.com:5432"',
  ),
  wrong("MX-DATABASE-HOST", "database.host", login({ host: "db:99999" }), '"db:99999"', "db.example.com:5432"),
  wrong("MX-DATABASE-HOST", "database.host", login({ host: `u:${SECRET}@db` }), '"...@db"', "db.example.com:5432"),
  wrong("MX-DATABASE-NAME", "database.name", login({ name: "" }), "no name", 'Write name: "orders"'),
  wrong(
    "MX-DATABASE-LOGIN",
    "database.password",
    login({ password: undefined }),
    "neither",
    "Write password: SecretValue.fromVariable()",
  ),
  wrong("MX-DATABASE-LOGIN", "database.password", iam({}, { password }), "has both", "not both"),
  wrong(
    "MX-DATABASE-LOGIN",
    "database.username",
    login({ username: undefined }),
    "no user name",
    'Write username: "orders"',
  ),
  wrong("MX-DATABASE-LOGIN", "database.username", login({ username: "" }), '""', 'Write username: "orders"'),
  wrong(
    "MX-SECRET-PLAIN",
    "database.password",
    login({ password: SECRET }),
    "a plain string",
    "Write SecretValue.fromVariable()",
  ),
  wrong(
    "MX-SECRET-GENERATED",
    "database.password",
    login({ password: SecretValue.generated() }),
    "no database would have that password",
    "SecretValue.external()",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "database.jdbcUrl",
    login({ jdbcUrl: `jdbc:postgresql://db.example.com/orders?password=${SECRET}` }),
    "holds a password",
    "password: SecretValue.fromVariable()",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "database.jdbcUrl",
    login({ jdbcUrl: `jdbc:postgresql://u:${SECRET}@db.example.com/orders` }),
    "holds a password",
    "Take it out",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "database.jdbcUrl",
    login({ jdbcUrl: `jdbc:postgresql://db.example.com/orders?sslpassword=${SECRET}` }),
    "holds a password",
    "Take it out",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "database.jdbcUrl",
    {
      database: Database.oracle({
        ...props,
        password,
        jdbcUrl: `jdbc:oracle:thin:orders/${SECRET}@//db.example.com:1521/orders`,
      }),
    },
    "holds a password",
    "Take it out",
  ),
  wrong(
    "MX-DATABASE-URL",
    "database.jdbcUrl",
    login({ jdbcUrl: "postgresql://db.example.com/orders" }),
    '"postgresql://db.example.com/orders"',
    "jdbc:postgresql://",
  ),
  wrong(
    "MX-DATABASE-URL",
    "database.jdbcUrl",
    login({ jdbcUrl: "jdbc:postgresql://other/orders" }),
    '"db.example.com:5432"',
    "Write the same host in both",
  ),
  wrong(
    "MX-DATABASE-URL",
    "database.jdbcUrl",
    login({ jdbcUrl: "jdbc:postgresql://db.example.com/other" }),
    '"orders"',
    "leave jdbcUrl out",
  ),
  wrong(
    "MX-DATABASE-URL",
    "database.jdbcUrl",
    { database: Database.oracle({ ...props, password } as never) },
    "Oracle",
    "Write jdbcUrl",
  ),
  wrong(
    "MX-RDS-IAM",
    "database.authentication",
    { database: Database.sqlServer({ ...props, authentication: new RdsIam({ resourceId: "db-A" }) }) },
    "SQL Server",
    "Write password: SecretValue.fromVariable()",
  ),
  wrong(
    "MX-RDS-IAM",
    "database.tls",
    iam({}, { tls: DatabaseTls.PREFER }),
    "an encrypted connection only",
    "Write tls: DatabaseTls.REQUIRE",
  ),
  wrong(
    "MX-RDS-IAM",
    "database.authentication.resourceId",
    iam({ resourceId: "orders-db" }),
    '"orders-db"',
    "DbiResourceId",
  ),
  wrong("MX-RDS-IAM", "database.authentication.resourceId", iam({ resourceId: "*" }), '"*"', "DbiResourceId"),
  wrong(
    "MX-RDS-IAM",
    "database.username",
    iam({}, { username: "*" }),
    "without *, ? or a policy variable",
    'Write username: "orders"',
  ),
  wrong(
    "MX-RDS-IAM",
    "database.username",
    iam({}, { username: token }),
    "known at synthesis",
    'Write username: "orders"',
  ),
  wrong(
    "MX-AWS-REGION",
    "database.authentication.region",
    iam({ region: "eu-west-3" }, { host: "db.abc.eu-west-1.rds.amazonaws.com" }),
    '"eu-west-3"',
    "Write eu-west-1",
  ),
  wrong(
    "MX-AWS-PLACE",
    "database.authentication.region",
    iam({ region: "Ireland" }),
    '"Ireland"',
    'Write region: "eu-west-1"',
  ),
  wrong(
    "MX-IDENTITY",
    "database.authentication",
    { ...iam({}), identity: undefined },
    "connect to db-A as orders",
    "Write identity: new Irsa()",
  ),
];
