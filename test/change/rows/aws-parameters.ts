import { AwsParameterStore, ParameterTier, type AwsParameterStoreProps } from "../../../lib";
import { ACCOUNT, sample } from "../../support/samples";
import { row, type Row } from "./row";

const store = (props: AwsParameterStoreProps) => sample({ store: new AwsParameterStore(props) });
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const REAL =
  "secret: Values are written anew, because their entries are: export the real TF_VAR_orders_database_password.";

/** What an environment on Parameter Store can change. */
export const AWS_PARAMETERS: readonly Row[] = [
  row("the key of the parameters", store({}), store({ kmsKeyArn: KEY }), [
    REAL,
    `widened: The pod may now kms:Decrypt on ${KEY} where {"StringEquals":{"kms:ViaService":"ssm.eu-west-1.amazonaws.com"}}.`,
    `changed: key_id of aws_ssm_parameter store/database-password/parameter changes from alias/aws/ssm to ${KEY}.`,
  ]),
  row("a key that goes", store({ kmsKeyArn: KEY }), store({}), [
    REAL,
    `changed: key_id of aws_ssm_parameter store/database-password/parameter changes from ${KEY} to alias/aws/ssm.`,
  ]),
  row("the tier", store({}), store({ tier: ParameterTier.ADVANCED }), [
    REAL,
    "changed: tier of aws_ssm_parameter store/settings/parameter, store/database-password/parameter changes from Standard to Advanced.",
  ]),
  row("the tier, back", store({ tier: ParameterTier.ADVANCED }), store({}), [
    "replaced: Parameter Store takes no parameter back from the advanced tier, and the apply stops with ParameterAlreadyExists: write another store.name with it, so that new ones are made.",
  ]),
  row("the path", store({}), store({ name: "/shop" }), [
    REAL,
    "removed: The entry /mendix/prod/mendix/orders/database-password (database-password) is deleted from the store.",
    "removed: AWS holds the names for 30 seconds, and until then nothing is made under them: /mendix/prod/mendix/orders/settings, /mendix/prod/mendix/orders/database-password.",
  ]),
  row("tags", store({}), store({ tags: { team: "shop" } }), [
    "changed: tags.team of aws_ssm_parameter store/settings/parameter, store/database-password/parameter is new: shop.",
  ]),
  row(
    "a parameter that others made",
    store({}),
    store({ existing: [{ parameter: "/payroll/login", keys: ["mx-const-A.B"] }] }),
    [`widened: The pod may now ssm:GetParameters on arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/payroll/login.`],
  ),
];
