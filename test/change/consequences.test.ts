import { TerraformVariable } from "cdktf";
import {
  App,
  AwsSecretsManager,
  Cluster,
  Delivery,
  describeEnvironment,
  FileStorage,
  Irsa,
  KubernetesSecret,
  SecretValue,
  Vault,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { changesBetween } from "../../lib/change/changes";
import { GoogleSecretManager, type GoogleSecretManagerProps } from "../../lib/google";
import { clusterSample } from "../support/kubernetes-samples";
import { eks, sample } from "../support/samples";
import { googleSample } from "../support/samples-google";
import { newStack } from "../support/synthesize";
import { vaultSample } from "../vault/sample";

type Props = Partial<MendixSecretStoreEnvironmentProps>;

function toldOf(before: MendixSecretStoreEnvironmentProps, after: MendixSecretStoreEnvironmentProps) {
  const revision = (props: MendixSecretStoreEnvironmentProps) => new Map([["orders", describeEnvironment(props)]]);
  return changesBetween(revision(before), revision(after)).map(({ effect, text }) => `${effect}: ${text}`);
}

const told = (before: Props, after: Props) => toldOf(sample(before), sample(after));

const GIVE_AGAIN =
  "secret: Values are written anew, because their entries are: export the real TF_VAR_orders_database_password.";
const TAKEN =
  "removed: AWS holds the names for 30 days, and until then nothing is made under them: prod/mendix/orders, prod/mendix/orders/database-password.";

describe("another place or name", () => {
  const generated = { adminPassword: SecretValue.generated() };

  test("of the namespace: values, generated passwords, names and the app", () => {
    const changes = told(generated, { ...generated, namespace: "other" });
    expect(changes).toContain(GIVE_AGAIN);
    expect(changes).toContain("secret: mx-admin-password is generated anew: the old password ends.");
    expect(changes).toContain(
      "replaced: The MendixApp is deleted at prod/mendix/orders and made again at prod/other/orders: the app is down in between.",
    );
    expect(changes).toContainEqual(
      expect.stringMatching(/^removed: AWS holds the names for 30 days, .*mx-admin-password/),
    );
    expect(changes).toContainEqual(
      expect.stringMatching(
        /^replaced: name of aws_iam_role .* to prod-other-orders: it is destroyed and made anew\.$/,
      ),
    );
  });

  test("of the cluster: the app of the other cluster goes on", () => {
    const cluster = Cluster.eks({
      name: "dr",
      oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/DEF",
    });
    const changes = told({}, { cluster });
    expect(changes).toEqual(expect.arrayContaining([GIVE_AGAIN, TAKEN]));
    expect(changes).toContain(
      "replaced: The MendixApp is made at dr/mendix/orders; the one at prod/mendix/orders goes on until somebody deletes it.",
    );
  });

  test("of the entries, which keep their names for as long as the store says", () => {
    expect(told({}, { store: new AwsSecretsManager({ name: "other" }) })).toEqual(
      expect.arrayContaining([GIVE_AGAIN, TAKEN]),
    );
    const soon = (name: string) => ({ store: new AwsSecretsManager({ name, recoveryWindowInDays: 0 }) });
    expect(told(soon("a"), soon("b")).filter((text) => text.includes("holds the names"))).toEqual([]);
  });

  test("of the store itself", () => {
    const changes = toldOf(sample({}), vaultSample({}, {}));
    expect(changes).toContain(TAKEN);
    expect(changes).toContainEqual(expect.stringMatching(/^secret: .*TF_VAR_orders_database_password/));
  });

  test("of the mount in Vault, where the entry keeps its name", () => {
    const changes = toldOf(vaultSample({}, {}), vaultSample({}, { store: new Vault({ mount: "other" }) }));
    expect(changes).toEqual(
      expect.arrayContaining([
        GIVE_AGAIN.replace(/\.$/, ", TF_VAR_orders_storage_secret_access_key."),
        "restart: The app restarts.",
      ]),
    );
  });

  test("of a Secret, which is written whole", () => {
    const at = (namespace: string) => clusterSample({ store: new KubernetesSecret(), namespace });
    expect(toldOf(at("mendix"), at("other"))).toContainEqual(
      expect.stringMatching(/^secret: Values are written anew, .*TF_VAR_orders_database_password/),
    );
  });

  test("of the files: they stay where they are", () => {
    const storage = (prefix: string) => ({ storage: FileStorage.s3({ bucket: "acme-files", prefix }) });
    expect(told(storage("a"), storage("b"))).toContain(
      "files: Files stay behind at s3://acme-files/a: the app looks for them at s3://acme-files/b from then on. Copy them before.",
    );
  });

  test("of the role: it is made anew, and the app restarts", () => {
    expect(told({}, { identity: new Irsa({ path: "/other/" }) })).toEqual(
      expect.arrayContaining([
        "replaced: path of aws_iam_role identity/role is new: /other/: it is destroyed and made anew.",
        "replaced: aws_iam_role_policy identity/secret-store is destroyed and made anew, because identity/role is.",
        "restart: The app restarts.",
      ]),
    );
  });
});

describe("a value that comes from elsewhere", () => {
  const key = (value: SecretValue) => vaultSample({}, { constants: { "A.Key": value } });
  const inAws = (value: SecretValue) => sample({ constants: { "A.Key": value } });
  const KEPT =
    "secret: mx-const-A.Key is not written: the store keeps the value that it has, because the revision is the same. Raise it to write the new one.";
  const gone = expect.stringMatching(/^removed: The entry \S+mx-const-A\.Key \(mx-const-A\.Key\) is deleted/) as string;

  test("is not written with the revision that is written already", () => {
    const changes = toldOf(inAws(SecretValue.generated()), inAws(SecretValue.fromVariable()));
    expect(changes).toContain(KEPT);
    expect(changes.join()).not.toMatch(/is written with the value/);
    expect(toldOf(inAws(SecretValue.fromVariable()), inAws(SecretValue.fromVariable({ name: "key" })))).toContain(KEPT);
    expect(toldOf(inAws(SecretValue.generated()), inAws(SecretValue.fromVariable({ revision: 2 })))).toContain(
      "secret: mx-const-A.Key is written with the value of TF_VAR_orders_a_key: the variable is new.",
    );
  });

  test("is written with what an ephemeral value of the user's is, where its revision is raised", () => {
    const ephemeral = (revision: number) =>
      inAws(SecretValue.fromEphemeral(new TerraformVariable(newStack(), "key", {}).stringValue, { revision }));
    expect(toldOf(ephemeral(1), ephemeral(2))).toContain(
      "secret: mx-const-A.Key is written with what its ephemeral value is then.",
    );
  });

  test("is deleted where Vault's entry is left to somebody else, who has to write it again", () => {
    expect(toldOf(key(SecretValue.fromVariable()), key(SecretValue.external()))).toContainEqual(gone);
    const elsewhere = vaultSample({}, { constants: { "A.Key": SecretValue.external() }, namespace: "other" });
    expect(toldOf(key(SecretValue.external()), elsewhere)).not.toContainEqual(gone);
  });
});

test("a cluster under another name is no other place of the MendixApp", () => {
  const alias = Cluster.eks({ name: "alias", oidcProviderArn: eks.oidcProviderArn ?? "" });
  expect(told({}, { cluster: alias }).join()).not.toContain("The MendixApp is");
});

describe("what leaves Terraform", () => {
  const standalone = { app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2" }) };
  const manifests = {
    ...standalone,
    delivery: Delivery.manifests({ directory: "manifests", appliedByTerraform: true }),
  };

  test("the MendixApp, to the portal and back", () => {
    expect(told(standalone, { app: App.connected() })).toContain(
      "changed: Terraform forgets MendixApp and deletes nothing: they stay as they are, and belong to the Mendix portal.",
    );
    expect(told({ app: App.connected() }, standalone)).toContain(
      "added: Terraform makes MendixApp: where one is in the cluster already, write takeOver: [objects/MendixApp], or the apply fails.",
    );
    const takeOver = [{ resource: "objects/MendixApp", holdsNoSecret: true }];
    expect(told({ app: App.connected() }, { ...standalone, takeOver })).toContain(
      "changed: Terraform takes over MendixApp by import: they stay, and get what is declared.",
    );
  });

  test("every object, to whoever applies the manifests: nothing is destroyed, and nothing restarts", () => {
    const changes = told(standalone, manifests);
    expect(changes).toContain(
      "changed: Terraform forgets ServiceAccount, SecretProviderClass, MendixApp and deletes nothing: they stay as they are, and belong to whoever applies the manifests.",
    );
    expect(changes.filter((text) => /^(removed|replaced|restart)/.test(text))).toEqual([]);
  });

  test("a connected app is restarted in the portal", () => {
    const connected = (value: string) => ({ app: App.connected(), constants: { "Shop.A": value } });
    expect(told(connected("1"), connected("2"))).toContain(
      "restart: Restart the app in the Mendix portal: what changes does not reach it while it runs.",
    );
  });
});

describe("a secret of Google that is kept in other locations", () => {
  const kept = (store: GoogleSecretManagerProps = {}) => googleSample({ store: new GoogleSecretManager(store) });
  const west = [{ location: "europe-west1" }];
  const north = [{ location: "europe-north1" }];
  const failure = (before: GoogleSecretManagerProps, after: GoogleSecretManagerProps) =>
    toldOf(kept(before), kept(after)).filter((sentence) => sentence.includes("The apply fails"));

  test.each<[string, GoogleSecretManagerProps, GoogleSecretManagerProps]>([
    ["other ones", { replicas: west }, { replicas: north }],
    ["ones of its own", {}, { replicas: north }],
    ["all", { replicas: west }, {}],
  ])("can't be made again under its id: %s", (_, before, after) => {
    const [sentence, ...more] = failure(before, after);
    expect(more).toEqual([]);
    expect(sentence).toContain("Write another store.name");
    expect(sentence).toContain("gcloud secrets delete prod-mendix-orders-database-password --project=acme-prod; ");
  });

  test("is made under another id, before the old one goes", () => {
    expect(failure({ replicas: west }, { replicas: north, name: "orders-north" })).toEqual([]);
    expect(failure({ replicas: west }, { replicas: west, name: "orders-north" })).toEqual([]);
  });
});
