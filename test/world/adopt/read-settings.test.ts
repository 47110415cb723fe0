import * as fs from "node:fs";
import * as path from "node:path";
import { cli, folderOf } from "../../support/terminal";

const FIXTURES = path.join(__dirname, "environments");
const SECRET = "canary-secret";

/** What the store of the fixtures holds. */
const VALUES: Readonly<Record<string, string>> = {
  "database-type": "PostgreSQL",
  "database-jdbc-url": "jdbc:postgresql://db/orders",
  "database-host": "db.abc.eu-west-1.rds.amazonaws.com:5432",
  "database-name": "orders",
  "database-username": "orders_app",
  "database-password": SECRET,
  "storage-service-name": "com.mendix.storage.s3",
  "storage-endpoint": "https://acme-orders.s3.eu-west-1.amazonaws.com",
  "storage-bucket-name": "orders-dir",
  "storage-secret-access-key": SECRET,
  "mx-admin-password": SECRET,
  "mx-const-Shop.WelcomePageTitle": "Welcome",
  "Shop.Title": "Shop",
};

/** What each client does with its words: the document whole, or the value of the key that is named. */
const CLIENTS: Readonly<Record<string, string>> = {
  aws: "cat document",
  vault: "cat answer",
  az: 'cat "values/$7" 2>/dev/null || echo x',
  gcloud: 'cat "values/${5#--secret=mendix-orders-}" 2>/dev/null || echo x',
};

/** A client that answers as the store's own does, and writes down what it was asked. */
function client(name: string, folder: string, answer: string): void {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!/bin/sh\necho "$*" >> asked\n${answer}\n`);
  fs.chmodSync(file, 0o755);
}

describe("adopt --read-settings", () => {
  const [before, searched] = [process.cwd(), process.env["PATH"]];
  let folder: string;

  beforeEach(() => {
    folder = folderOf({
      document: JSON.stringify(VALUES),
      answer: JSON.stringify({ data: { data: VALUES } }),
      ...Object.fromEntries(Object.entries(VALUES).map(([key, value]) => [`values/${key}`, `${value}\n`])),
    });
    for (const [name, answer] of Object.entries(CLIENTS)) client(name, folder, answer);
    process.env["PATH"] = `${folder}${path.delimiter}${searched}`;
    process.chdir(folder);
  });

  afterEach(() => {
    process.env["PATH"] = searched;
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  });

  const declared = () => fs.readFileSync("environments/orders.yaml", "utf8");
  const asked = () => fs.readFileSync("asked", "utf8");

  it("answers what the store knows, of one JSON secret", async () => {
    const { out, err } = await cli(["adopt", "--read-settings", path.join(FIXTURES, "aws.yaml")]);
    expect(err).toBe("");
    expect(asked()).toBe(
      "secretsmanager get-secret-value --secret-id mendix/orders --region eu-west-1 --query SecretString --output text\n",
    );
    expect(declared()).toMatch(
      /existing:\n {4}type: PostgreSQL\n {4}host: .*\n {4}name: orders\n {4}username: orders_app\n/,
    );
    expect(declared()).toMatch(/s3:\n {6}bucket: acme-orders\n {6}prefix: orders-dir\n {6}region: eu-west-1\n/);
    expect(`${declared()}${out}`).not.toContain(SECRET);
    expect(declared()).not.toMatch(/: Welcome|jdbc:/);
  });

  it.each([
    ["vault", /^read -format=json secret\/data\/orders-db-secret$/m],
    ["azure", /^keyvault secret show --vault-name acme-orders --name database-host --query value --output tsv$/m],
    ["google", /^secrets versions access latest --secret=mendix-orders-database-host --project=acme-prod$/m],
  ])("asks the client of %s for settings", async (store, question) => {
    const { out } = await cli(["adopt", "--read-settings", path.join(FIXTURES, `${store}.yaml`)]);
    expect(asked()).toMatch(question);
    expect(declared()).toContain("username: orders_app");
    expect(`${declared()}${out}`).not.toContain(SECRET);
    if (store !== "vault") expect(asked()).not.toMatch(/password|access-key|mx-/);
  });

  it("takes a constant that is named, out of the entry that held it", async () => {
    await cli(["adopt", "--take", "mx-const-Shop.WelcomePageTitle", "--", path.join(FIXTURES, "aws.yaml")]);
    expect(declared()).toMatch(/^constants:\n {2}Shop.WelcomePageTitle: Welcome$/m);
    expect(declared()).not.toContain("- mx-const-Shop.WelcomePageTitle");
  });

  it.each([["mx-admin-password"], ["database-jdbc-url"], ["mx-const-Shop.ApiKey"]])("does not take %s", async (key) => {
    const { code, err } = await cli(["adopt", "--take", key, "--", path.join(FIXTURES, "aws.yaml")]);
    expect([code, err]).toEqual([2, expect.stringContaining(`"${key}" can't be taken`)]);
  });

  it("says of a client that fails what stays open, and goes on", async () => {
    client("aws", folder, `echo ${SECRET}; exit 254`);
    const { code, out } = await cli(["adopt", "--read-settings", path.join(FIXTURES, "aws.yaml")]);
    expect(code).toBe(0);
    expect(out).toContain("aws did not read mendix/orders (it ended with 254): its settings stay open.");
    expect(out).not.toContain(SECRET);
  });
});
