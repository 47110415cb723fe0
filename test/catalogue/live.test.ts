import {
  App,
  describeEnvironment,
  ExternalSecret,
  KubernetesSecret,
  SecretValue,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { KEYS } from "../../lib/catalogue/keys";
import { appliesLive } from "../../lib/catalogue/live";
import { restartPhrase } from "../../lib/explain/phrases";
import { clusterSample } from "../support/kubernetes-samples";
import { sample } from "../support/samples";

const live = (operator: string, mendix: string) =>
  Object.keys(KEYS).filter((key) => appliesLive(key, { operator, mendix }));

const CREDENTIALS = [
  "storage-access-key-id",
  "storage-secret-access-key",
  "storage-azure-account-key",
  "mx-admin-password",
];

describe("a new value reaches a running app", () => {
  test.each([
    ["2.9.9", "10.24.14", []],
    ["2.10.0", "9.21.0", CREDENTIALS],
    ["2.10.0", "9.22.0", ["database-password", ...CREDENTIALS]],
    ["2.25.1", "10.24.14", ["database-password", ...CREDENTIALS]],
  ])("with Operator %s and Mendix %s: %j", (operator, mendix, keys) => {
    expect(live(operator, mendix).sort()).toEqual([...keys].sort());
  });
});

describe("what is said about it", () => {
  const phrase = (props: MendixSecretStoreEnvironmentProps) => restartPhrase(describeEnvironment(props));
  const admin = { adminPassword: SecretValue.fromVariable() };

  test("through the CSI driver: its rotation is the condition", () => {
    expect(phrase(sample(admin))).toMatch(
      /mx-admin-password apply live where the CSI driver's rotation is on; a new way to log in or another key restarts the app$/,
    );
  });

  test("from a Secret: the kubelet's sync", () => {
    const phraseOfSecret = phrase(clusterSample({ store: new KubernetesSecret(), ...admin }));
    expect(phraseOfSecret).toContain("apply live once the kubelet has synced the Secret, in about a minute; ");
  });

  test("through External Secrets Operator: its refresh first", () => {
    const { store } = sample(admin);
    expect(phrase(sample({ ...admin, store: new ExternalSecret({ store, secretStore: "aws" }) }))).toContain(
      "apply live once External Secrets Operator has refreshed the Secret and the kubelet has synced it; ",
    );
  });

  test("of a connected app, which is restarted in the portal", () => {
    expect(phrase(sample({ ...admin, app: App.connected() }))).toMatch(
      /a new way to log in or another key waits for a restart in the Mendix portal$/,
    );
  });
});
