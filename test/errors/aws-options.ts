import { AwsSecretsManager, Irsa, type AwsSecretsManagerProps, type StoreLayout } from "../../lib";
import { wrong, type ErrorRow } from "../support/error-rows";
import { ACCOUNT } from "../support/samples";

const store = (props: AwsSecretsManagerProps) => ({ store: new AwsSecretsManager(props) });
const irsa = (props: ConstructorParameters<typeof Irsa>[0]) => ({ identity: new Irsa(props) });

/** What AWS itself would find out at the apply, when half of an environment is made. */
export const ROWS: readonly ErrorRow[] = [
  wrong(
    "MX-COLLISION",
    "store.existing",
    store({ existing: [{ secret: "prod/mendix/orders", keys: ["mx-const-A.B"] }] }),
    '"prod/mendix/orders" is made by this environment',
    "another name",
  ),
  wrong(
    "MX-STORE-SIZE",
    "store",
    { constants: { "Shop.Terms": "x".repeat(70_000), "Shop.Title": "Welcome" } },
    "takes 65536",
    "mx-const-Shop.Terms is the longest",
  ),
  wrong(
    "MX-AWS-ROLE",
    "identity.permissionsBoundary",
    irsa({ permissionsBoundary: "boundary" }),
    '"boundary"',
    "policy/NAME",
  ),
  wrong("MX-AWS-TAG", 'identity.tags["aws:team"]', irsa({ tags: { "aws:team": "shop" } }), '"aws:team"', "cost-center"),
  wrong("MX-AWS-TAG", 'store.tags["notes"]', store({ tags: { notes: "x".repeat(257) } }), '"notes"', "cost-center"),
  wrong(
    "MX-AWS-TAG",
    "store.tags",
    store({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ""])) }),
    "51 tags",
    "Take some out",
  ),
  wrong(
    "MX-AWS-RESOURCE-POLICY",
    "store.resourcePolicy",
    store({ resourcePolicy: "{ Version: 2012-10-17 }" }),
    "not the JSON text",
    "the document as JSON",
  ),
  wrong(
    "MX-AWS-KMS",
    "store.kmsKeyArn",
    store({ kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1` }),
    "us-east-1, and what it is to encrypt in eu-west-1",
    "a key in eu-west-1",
  ),
  wrong(
    "MX-AWS-KMS",
    "store.replicas[0].kmsKeyArn",
    store({ replicas: [{ region: "eu-central-1", kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` }] }),
    "eu-west-1, and what it is to encrypt in eu-central-1",
    "a key in eu-central-1",
  ),
  wrong(
    "MX-AWS-REGION",
    "store.replicas[1].region",
    store({ replicas: [{ region: "eu-central-1" }, { region: "eu-central-1" }] }),
    '"eu-central-1"',
    "Write region",
  ),
  wrong(
    "MX-CHOICE",
    "store.layout",
    store({ layout: "documents" as StoreLayout }),
    "Did you mean document?",
    "entries, document",
  ),
];
