import { AwsParameterStore, Database, SecretValue, type AwsParameterStoreProps } from "../../lib";
import { wrong, type ErrorRow } from "../support/error-rows";
import { ACCOUNT } from "../support/samples";

const store = (props: AwsParameterStoreProps) => ({ store: new AwsParameterStore(props) });
const existing = (parameter: string) => store({ existing: [{ parameter, keys: ["mx-const-A.B"] }] });
const named = (name: string, shows: string) =>
  wrong("MX-AWS-PARAMETER-NAME", "store.name", store({ name }), shows, '"/mendix/orders"');
const arn = (region: string, account: string) => `arn:aws:ssm:${region}:${account}:parameter/shared/mail`;

export const ROWS: readonly ErrorRow[] = [
  named("mendix/orders", "does not begin with /"),
  named("/mendix//orders", "single slashes"),
  named("/mendix/orders prod", "A-Z a-z 0-9"),
  named("/aws/orders", "AWS keeps for itself"),
  named("/SSM-orders", "AWS keeps for itself"),
  named("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o", "has 15 levels, and 14 are possible"),
  named(`/${"x".repeat(970)}`, "characters, and 1011 are possible"),
  wrong("MX-AWS-PARAMETER-NAME", "store.existing[0].parameter", existing("/shared/*"), '"/shared/*"', "arn:aws:ssm"),
  wrong("MX-AWS-PARAMETER-NAME", "store.existing[0].parameter", existing("/shared/mail:3"), "mail:3", "arn:aws:ssm"),
  wrong("MX-AWS-PARAMETER-NAME", "store.existing[0].parameter", existing("shared/mail"), "begin with /", "arn:aws:ssm"),
  wrong(
    "MX-AWS-PARAMETER-NAME",
    "store.existing[0].parameter",
    existing("/aws/reference/secretsmanager/mail"),
    "AWS keeps for itself",
    "arn:aws:ssm",
  ),
  wrong(
    "MX-AWS-PARAMETER-NAME",
    "store.existing[0].parameter",
    existing(`arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:mail`),
    "is an ARN of secretsmanager",
    "arn:aws:ssm",
  ),
  wrong(
    "MX-AWS-REGION",
    "store.existing[0].parameter",
    existing(arn("eu-central-1", ACCOUNT)),
    "in eu-central-1, the store in eu-west-1",
    'region: "eu-central-1"',
  ),
  wrong(
    "MX-PLACE",
    "store.existing[0].parameter",
    existing(arn("eu-west-1", "444455556666")),
    "advanced tier only, by its owner, through AWS RAM",
    "new AwsSecretsManager()",
  ),
  wrong("MX-PLACE", "store.account", store({ account: "444455556666" }), "through AWS RAM", `account: "${ACCOUNT}"`),
  wrong(
    "MX-SECRET-PROPERTY",
    "store.existing[0].keys",
    store({ existing: [{ parameter: "/shared/mail", keys: ["mx-const-A.B", "mx-const-A.C"], json: false }] }),
    "no JSON document",
    "leave json out",
  ),
  wrong(
    "MX-AWS-PARAMETER-VALUE",
    'constants["Shop.Title"]',
    { ...store({}), constants: { "Shop.Title": "{{ssm:title}}" } },
    "takes for a reference",
    "without double brackets",
  ),
  wrong(
    "MX-STORE-SIZE",
    "store",
    { ...store({}), constants: { "Shop.Terms": "x".repeat(4_000) } },
    "takes 4096",
    'Or write tier: "Advanced"',
  ),
  wrong(
    "MX-STORE-SIZE",
    "store",
    { ...store({ tier: "Advanced" as never }), constants: { "Shop.Terms": "x".repeat(8_000) } },
    "takes 8192",
    "is the longest.",
  ),
  wrong(
    "MX-CHOICE",
    "store.tier",
    store({ tier: "Intelligent-Tiering" as never }),
    "Intelligent",
    "Write one of Standard",
  ),
  wrong("MX-AWS-KMS", "store.kmsKeyArn", store({ kmsKeyArn: "alias/mendix" }), "alias/mendix", "the key's own ARN"),
  wrong(
    "MX-MOUNT",
    "store",
    {
      ...store({}),
      constants: { "A.B": SecretValue.external({ entry: "/shared/mail" }) },
      database: Database.postgresql({
        host: "db.example.com:5432",
        name: "orders",
        username: "orders",
        password: SecretValue.external({ entry: "/shared/mail" }),
      }),
    },
    "/shared/mail is asked for twice",
    "Name it once",
  ),
  wrong(
    "MX-COLLISION",
    "store.existing",
    existing("/mendix/prod/mendix/orders/settings"),
    "is made by this environment",
    "another name",
  ),
];
