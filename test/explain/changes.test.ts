import {
  AwsSecretsManager,
  describeEnvironment,
  FileStorage,
  PodIdentity,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesMarkdown, changesText } from "../../lib/explain/change-report";
import { changesBetween, type Change } from "../../lib/explain/changes";
import { sample } from "../support/samples";

type Props = Partial<MendixSecretStoreEnvironmentProps>;

function changes(before: Props | undefined, after: Props | undefined): readonly Change[] {
  const revision = (props: Props | undefined) =>
    new Map(props ? [["orders", describeEnvironment(sample(props))] as const] : []);
  return changesBetween(revision(before), revision(after));
}

/** The changes as `effect: text`. */
function told(before: Props | undefined, after: Props | undefined): readonly string[] {
  return changes(before, after).map(({ effect, text }) => `${effect}: ${text}`);
}

describe("what changes", () => {
  test("nothing, between equal revisions", () => {
    expect(told({}, {})).toEqual([]);
    expect(changesText([])).toBe("Nothing changes.\n");
  });

  test("an environment that comes or goes", () => {
    expect(told(undefined, {})).toEqual(["added: The environment is new."]);
    expect(told({}, undefined)).toEqual(["removed: The environment goes, with its entries and its identity."]);
  });

  test("a constant: its value, and that the app restarts", () => {
    expect(told({ constants: { "Shop.A": "1" } }, { constants: { "Shop.A": "2" } })).toEqual([
      "restart: The app restarts.",
      "changed: mx-const-Shop.A changes from 1 to 2.",
    ]);
  });

  test("a key that is added, with its entry's permission", () => {
    const added = told({}, { adminPassword: SecretValue.fromVariable() });
    expect(added).toContain("added: The key mx-admin-password is new (TF_VAR_orders_mx_admin_password).");
    expect(added.filter((text) => text.startsWith("widened"))).toEqual([
      expect.stringMatching(
        /^widened: The pod may now secretsmanager:DescribeSecret on .*orders\/mx-admin-password-\?{6}/,
      ),
      expect.stringMatching(
        /^widened: The pod may now secretsmanager:GetSecretValue on .*orders\/mx-admin-password-\?{6}/,
      ),
    ]);
  });

  test("a key that is dropped, with its entry", () => {
    expect(told({ adminPassword: SecretValue.generated() }, {})).toEqual(
      expect.arrayContaining([
        "removed: The key mx-admin-password is no longer mounted.",
        "removed: The entry prod/mendix/orders/mx-admin-password (mx-admin-password) is deleted from the store.",
      ]),
    );
  });

  test("a raised revision", () => {
    const revision = (number: number) => ({ adminPassword: SecretValue.fromVariable({ revision: number }) });
    expect(told(revision(1), revision(2))).toEqual([
      "secret: mx-admin-password is written with the value of TF_VAR_orders_mx_admin_password: revision 1 becomes 2.",
    ]);
  });

  test("a permission that widens comes before what only changes", () => {
    const storage = (listBucket: boolean) => ({
      storage: FileStorage.s3({ bucket: "acme-files", prefix: "orders", listBucket }),
    });
    expect(told(storage(false), storage(true))).toEqual([
      expect.stringMatching(/^widened: The pod may now s3:ListBucket on arn:aws:s3:::acme-files where/),
    ]);
    expect(told(storage(true), storage(false))).toEqual([
      expect.stringMatching(/^changed: The pod may no longer s3:ListBucket/),
    ]);
  });

  test("another identity", () => {
    expect(told({}, { identity: new PodIdentity({ undocumentedRuntimeAccess: true }) })).toEqual(
      expect.arrayContaining([
        "identity: The identity changes from IRSA, role prod-mendix-orders to EKS Pod Identity, role prod-mendix-orders.",
        "restart: The app restarts.",
      ]),
    );
  });

  test("versions and a moved store", () => {
    expect(
      told(
        {},
        { versions: { operator: "2.26.0", mendix: "10.24.14" }, store: new AwsSecretsManager({ name: "other" }) },
      ),
    ).toEqual(
      expect.arrayContaining([
        "changed: The Operator changes from 2.25.1 to 2.26.0.",
        expect.stringMatching(
          /^removed: The entry prod\/mendix\/orders \(database-type, .*\) is deleted from the store\.$/,
        ),
      ]),
    );
  });
});

test("a comment on a pull request sets off what is grave and keeps text as text", () => {
  const page = changesMarkdown(changes({ constants: { "Shop.A": "1" } }, { constants: { "Shop.A": "<b>|*" } }));
  expect(page).toBe(
    "1 environment changes.\n\n### orders\n\n- **restart** The app restarts.\n- changes mx-const-Shop.A changes from 1 to \\<b\\>\\|\\*.\n",
  );
});
