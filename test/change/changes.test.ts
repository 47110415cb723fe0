import {
  App,
  AwsSecretsManager,
  describeEnvironment,
  FileStorage,
  KubernetesSecret,
  PodIdentity,
  SecretValue,
  StoreLayout,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesMarkdown, changesText } from "../../lib/change/report";
import { changesBetween, type Change } from "../../lib/change/changes";
import { clusterSample } from "../support/kubernetes-samples";
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
    expect(told(undefined, { adminPassword: SecretValue.generated() })).toEqual([
      "widened: The pod may read and write s3://acme-files/orders/*.",
      "widened: The pod may read these 3 entries.",
      "secret: database-password is written with the value of TF_VAR_orders_database_password: the variable is new.",
      "added: The environment is new: 3 secrets, 1 role, 2 policies, ServiceAccount, SecretProviderClass, MendixApp.",
    ]);
    expect(told({}, undefined)).toEqual([
      "removed: The environment goes, with its entries and its identity. Nothing destroys them while the file is gone: keep it with retired: true until they are.",
      expect.stringMatching(
        /^removed: The entry prod\/mendix\/orders \(database-type, .*\) is deleted from the store\.$/,
      ),
      "removed: The entry prod/mendix/orders/database-password (database-password) is deleted from the store.",
      "removed: AWS holds the names for 30 days, and until then nothing is made under them: prod/mendix/orders, prod/mendix/orders/database-password.",
    ]);
  });

  test("a constant: its value, and that the app restarts", () => {
    expect(told({ constants: { "Shop.A": "1" } }, { constants: { "Shop.A": "2" } })).toEqual([
      "restart: The app restarts.",
      "changed: mx-const-Shop.A changes from 1 to 2.",
    ]);
  });

  test("a document: whatever changes in it, every value is written", () => {
    const constants = (title: string) => ({ constants: { "Shop.Title": title } });
    const secret = (title: string) => clusterSample({ store: new KubernetesSecret(), ...constants(title) });
    const all =
      "secret: Every value of orders is written: export the real TF_VAR_orders_database_password, TF_VAR_orders_storage_secret_access_key.";
    expect(told(secret("A"), secret("B"))).toContain(all);
    expect(told(secret("A"), secret("A"))).toEqual([]);

    const inOne = (revision: number, title: string) => ({
      store: new AwsSecretsManager({ layout: StoreLayout.DOCUMENT }),
      adminPassword: SecretValue.fromVariable({ revision }),
      ...constants(title),
    });
    const both =
      "secret: Every value of prod/mendix/orders/secrets is written: export the real TF_VAR_orders_database_password, TF_VAR_orders_mx_admin_password.";
    expect(told(inOne(1, "A"), inOne(2, "A"))).toContain(both);
    expect(told(inOne(1, "A"), inOne(1, "B"))).not.toContain(both);
  });

  test("a key that is added, with its entry's permission", () => {
    const added = told({}, { adminPassword: SecretValue.fromVariable() });
    expect(added).toContain("added: The key mx-admin-password is new (TF_VAR_orders_mx_admin_password).");
    expect(added.filter((text) => text.startsWith("widened"))).toEqual([]);
    expect(added).toContainEqual(
      expect.stringMatching(
        /^added: The pod may read its new entry: secretsmanager:\w+, secretsmanager:\w+ on .*orders\/mx-admin-password-\?{6}\.$/,
      ),
    );
  });

  test("a key that is dropped, with its entry", () => {
    expect(told({ adminPassword: SecretValue.generated() }, {})).toEqual(
      expect.arrayContaining([
        "removed: The key mx-admin-password is no longer mounted.",
        "removed: The entry prod/mendix/orders/mx-admin-password (mx-admin-password) is deleted from the store.",
      ]),
    );
  });

  test("a raised revision of a generated value", () => {
    const revision = (number: number) => ({ adminPassword: SecretValue.generated({ revision: number }) });
    expect(told(revision(1), revision(2))).toEqual([
      "secret: mx-admin-password is generated anew, because revision 1 becomes 2: the old password ends.",
    ]);
    expect(told({ adminPassword: SecretValue.generated() }, revision(1))).toEqual([]);
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

  test("a field of the app, from what to what", () => {
    const app = (props: object) => ({ app: App.standalone({ sourceUrl: "oci-image://r/orders:1", ...props }) });
    expect(told(app({ replicas: 1 }), app({ replicas: 3, sourceUrl: "oci-image://r/orders:2" }))).toEqual([
      "changed: spec.sourceURL of the MendixApp changes from oci-image://r/orders:1 to oci-image://r/orders:2.",
      "changed: spec.replicas of the MendixApp changes from 1 to 3.",
    ]);
    expect(told(app({}), app({ replicas: 3 })).at(-1)).toMatch(/^changed: spec\.replicas of the MendixApp /);
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
        "declared: The Operator's version is declared as 2.26.0, before as 2.25.1; nothing is upgraded by that.",
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
