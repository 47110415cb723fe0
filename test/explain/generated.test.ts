import { describeEnvironment, SecretValue } from "../../lib";
import { generatedValues } from "../../lib/explain/generated";
import { azureSample } from "../azure/samples";
import { googleSample } from "../support/samples-google";
import { sample } from "../support/samples";
import { vaultSample } from "../vault/sample";

const generated = { adminPassword: SecretValue.generated() };

test.each([
  [
    sample(generated),
    "aws secretsmanager get-secret-value --region=eu-west-1 --secret-id=prod/mendix/orders/mx-admin-password --query=SecretString --output=text",
  ],
  [
    vaultSample({ namespace: "shop" }, generated),
    "vault kv get -namespace=shop -mount=secret -field=mx-admin-password prod/mendix/orders/mx-admin-password",
  ],
  [
    azureSample(generated),
    "az keyvault secret show --vault-name prod-mendix-orders --name mx-admin-password --query value --output tsv",
  ],
  [
    googleSample(generated),
    "gcloud secrets versions access latest --secret=prod-mendix-orders-mx-admin-password --project=acme-prod",
  ],
])("a generated password is read by the store's own command: %#", (props, command) => {
  expect(generatedValues(describeEnvironment(props))).toEqual([{ key: "mx-admin-password", command }]);
});

test("what somebody gave is not read back", () => {
  expect(generatedValues(describeEnvironment(sample()))).toEqual([]);
});
