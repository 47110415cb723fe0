import { App, AwsSecretsManager, describeEnvironment, explain, SecretValue, StoreLayout } from "../../lib";
import { ordersProd, shopTest } from "../../stacks/samples";
import { sample } from "../support/samples";

const page = (changes: Parameters<typeof sample>[0] = {}) => explain(describeEnvironment(sample(changes)));

describe("explain", () => {
  it.each([ordersProd, shopTest])("shows $name on one screen", (props) => {
    const text = explain(describeEnvironment(props));
    expect(text).toMatchSnapshot();
    expect(text.split("\n").length).toBeLessThan(40);
  });

  it("says for each entry how its value gets in", () => {
    const text = page({
      store: AwsSecretsManager.fromExisting({
        layout: StoreLayout.DOCUMENT,
        existing: [{ secret: "shared", keys: ["mx-const-A.B"] }],
      }),
      adminPassword: SecretValue.external(),
    });
    const reads = text.split("\n").slice(2, 6);
    expect(reads.map((line) => line.trim().replace(/ {2,}/g, " | "))).toEqual([
      "reads | prod/mendix/orders | 8 settings | database-type, database-host, database-name, ...",
      "prod/mendix/orders/secrets | 1 key | database-password",
      "prod/mendix/orders/mx-admin-password | to fill | by somebody else, before the app starts",
      "shared | existing | mx-const-A.B",
    ]);
  });

  it("says what is done in the portal for a connected app", () => {
    expect(page({ app: App.connected() })).toContain("in the Mendix portal: Switch on Enable Secrets Store");
  });

  it("ends with the command to type next, and the variables that it asks for", () => {
    expect(page()).toMatch(
      / next {6}stty -echo; IFS= read -r (TF_VAR_orders_database_password); stty echo; export \1\n {12}npx cdktf-cli@0\.21 deploy orders\n {12}# PowerShell:\n {12}\$env:\1 = .*Read-Host '\1' .*\n {12}npx 'cdktf-cli@0\.21' deploy orders\n$/,
    );
  });
});
