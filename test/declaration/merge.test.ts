import { ORDERS, read } from "../support/declarations";

const [SHARED, OWN] = [ORDERS.replace("name: orders\n", ""), "name: orders\n"];

function settings(files: Readonly<Record<string, string>>) {
  const { environments, problems } = read(files);
  expect(problems.map(({ code, location, message }) => `${code} ${location} ${message}`)).toEqual([]);
  const content = environments[0]?.blueprint.entries[0]?.content;
  return content?.kind === "settings" ? content.values : {};
}

describe("defaults", () => {
  test("hold for the environments that do not say otherwise", () => {
    expect(settings({ "defaults.yaml": SHARED, "orders.yaml": OWN })).toEqual(settings({ "orders.yaml": ORDERS }));
  });

  test("are overridden key by key, however deep", () => {
    const own = `${OWN}database:\n  postgresql:\n    host: other.example.com:5432\n`;
    expect(settings({ "defaults.yaml": SHARED, "orders.yaml": own })).toMatchObject({
      "database-host": "other.example.com:5432",
      "database-name": "orders",
    });
  });

  test("of another kind are replaced whole", () => {
    const own = `${OWN}database:\n  sqlServer:\n    host: sql.example.com\n    name: n1\n    username: u1\n    password:\n      external: {}\n`;
    expect(settings({ "defaults.yaml": SHARED, "orders.yaml": own })).toMatchObject({
      "database-type": "SQLSERVER",
      "database-username": "u1",
    });
  });

  test("of a secret are replaced by another way in which it gets in", () => {
    const own = `${OWN}database:\n  postgresql:\n    password:\n      external: {}\n`;
    const [environment] = read({ "defaults.yaml": SHARED, "orders.yaml": own }).environments;
    expect(environment?.blueprint.keys.find(({ key }) => key === "database-password")?.source).toBe("external");
  });

  test("add their constants to those of the environment", () => {
    const shared = `${SHARED}constants:\n  Shop.A: shared\n  Shop.B: shared\n`;
    expect(settings({ "defaults.yaml": shared, "orders.yaml": `${OWN}constants:\n  Shop.B: own\n` })).toMatchObject({
      "mx-const-Shop.A": "shared",
      "mx-const-Shop.B": "own",
    });
  });

  test("are taken out by null", () => {
    const shared = `${SHARED}constants:\n  Shop.A: shared\n`;
    const values = settings({ "defaults.yaml": shared, "orders.yaml": `${OWN}constants:\n  Shop.A: null\n` });
    expect(Object.keys(values)).not.toContain("mx-const-Shop.A");
  });

  test("lists are replaced, never joined", () => {
    const shared = `${SHARED}`.replace(
      "awsSecretsManager: {}",
      "awsSecretsManager: { replicas: [{ region: eu-north-1 }], failoverRegion: eu-north-1 }",
    );
    const own = `${OWN}store:\n  awsSecretsManager:\n    replicas: []\n`;
    expect(read({ "defaults.yaml": shared, "orders.yaml": own }).problems).toMatchObject([{ code: "MX-AWS-FAILOVER" }]);
  });

  test("of the nearest folder win", () => {
    const files = {
      "defaults.yaml": SHARED,
      "eu/defaults.yaml": "namespace: eu\n",
      "eu/west/defaults.yaml": "namespace: west\n",
      "us/defaults.yaml": "namespace: us\n",
      "eu/west/orders.yaml": OWN,
    };
    expect(read(files).environments[0]?.blueprint.subject.namespace).toBe("west");
  });

  test("that are wrong are told once, with their own line", () => {
    const files = { "defaults.yaml": SHARED.replace("2.25.1", "2.2"), "a.yaml": "name: a\n", "b.yaml": "name: b\n" };
    expect(read(files).problems).toMatchObject([
      { code: "MX-YAML-PLAIN", location: "environments/defaults.yaml:4:13" },
    ]);
  });
});
