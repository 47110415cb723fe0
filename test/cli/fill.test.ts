import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const CANARY = "canary-77f0 $(x) 'q' ü";
const PATH = process.env["PATH"];
const root = fs.mkdtempSync(path.join(os.tmpdir(), "clients-"));
const bin = path.join(root, "bin");
const calls = path.join(root, "calls");

/** A client that writes down its words, and what its standard input is by its path. */
const CLIENT = `#!/bin/sh
printf '%s\\0' "\${0##*/}" "$@" > "${calls}.words"
cat /dev/stdin > "${calls}.stdin"
env > "${calls}.env"
[ -e "${root}/fail" ] && { printf 'first\\nno: %s\\n' "$(cat "${calls}.stdin")" >&2; exit 254; }
exit 0
`;

const folders: string[] = [root];

beforeAll(() => {
  fs.mkdirSync(bin);
  for (const name of ["aws", "az", "gcloud", "kubectl", "vault"]) {
    fs.writeFileSync(path.join(bin, name), CLIENT, { mode: 0o755 });
  }
  process.env["PATH"] = `${bin}:${PATH}`;
});

afterEach(() => {
  for (const name of fs.readdirSync(root)) if (name !== "bin") fs.rmSync(path.join(root, name));
});

afterAll(() => {
  process.env["PATH"] = PATH;
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

const STORES = {
  aws: ["awsSecretsManager: {}", "irsa: {}", "shared/mail"],
  parameters: ["awsParameterStore: {}", "irsa: {}", "/shared/mail"],
  vault: ["vault: { mount: kv, namespace: acme/team }", "irsa: {}", "shared/mail"],
  azure: [
    "azureKeyVaultFromExisting: { vaultId: /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/r/providers/Microsoft.KeyVault/vaults/acme-kv, tenantId: 99999999-8888-7777-6666-555555555555, base64: [mx-const-A.Other] }",
    "azureWorkloadIdentity: { resourceGroupName: r, location: westeurope }",
    "shared-mail",
  ],
  google: [
    "googleSecretManager: { project: acme-prod }",
    "gkeWorkloadIdentity: {}",
    "projects/acme-db/locations/europe-west4/secrets/mail",
  ],
  kubernetes: ["kubernetesSecretFromExisting: {}", "irsa: {}", ""],
} as const;

const STORAGE =
  "{ s3Compatible: { endpoint: https://s3.acme.com, bucket: b, accessKeyId: k, secretAccessKey: { fromVariable: {} } } }";
const CLUSTER: Readonly<Record<string, string>> = { azure: "aks", google: "gke" };
const CLOUDS = `${CLUSTERS}aks: { aks: { context: current, issuer: 'https://westeurope.oic.prod-aks.azure.com/99999999-8888-7777-6666-555555555555/12345678-aaaa-bbbb-cccc-123456789abc/', subscription: 11111111-2222-3333-4444-555555555555 } }
gke: { gke: { context: current, project: acme-prod, projectNumber: "123456789012"} }
`;

function declared(store: keyof typeof STORES, extra = ""): string {
  const [where, identity, entry] = STORES[store];
  const external = entry === "" ? "{}" : `{ entry: ${entry} }`;
  const text = ORDERS.replace("awsSecretsManager: {}", where)
    .replace("irsa: {}", identity)
    .replace("fromVariable: {}", "external: {}")
    .replace(/storage:[^]*?\napp:/, store === "kubernetes" ? "$&" : `storage: ${STORAGE}\napp:`)
    .replace("cluster: prod", `cluster: ${CLUSTER[store] ?? "prod"}`);
  const constants = `constants:\n  A.Mail: { external: ${external} }\n  A.Other: { external: {} }\n`;
  const folder = folderOf({ "clusters.yaml": CLOUDS, "orders.yaml": `${text}${constants}${extra}` });
  folders.push(folder);
  return folder;
}

const piped = (text: string) => ({ input: () => Promise.resolve(Buffer.from(text)) });

async function fill(folder: string, key: string, value = CANARY, ...options: readonly string[]) {
  const result = await cli(["fill", "orders", key, "-d", folder, ...options], piped(value));
  const read = (part: string) => (fs.existsSync(`${calls}.${part}`) ? fs.readFileSync(`${calls}.${part}`, "utf8") : "");
  return { ...result, words: read("words").split("\0").slice(0, -1), stdin: read("stdin"), env: read("env") };
}

describe("fill gives the value to the store's client by its standard input", () => {
  test.each([
    [
      "aws",
      "database-password",
      "aws secretsmanager put-secret-value --region eu-west-1 --secret-id arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/mendix/orders/database-password --secret-string file:///dev/stdin",
    ],
    [
      "aws",
      "mx-const-A.Mail",
      "aws secretsmanager put-secret-value --region eu-west-1 --secret-id arn:aws:secretsmanager:eu-west-1:111122223333:secret:shared/mail --secret-string file:///dev/stdin",
    ],
    [
      "vault",
      "database-password",
      "vault kv put -namespace=acme/team -mount=kv prod/mendix/orders/database-password database-password=-",
    ],
    ["vault", "mx-const-A.Mail", "vault kv patch -namespace=acme/team -mount=kv shared/mail mx-const-A.Mail=-"],
    [
      "azure",
      "mx-const-A.Mail",
      "az keyvault secret set --vault-name acme-kv --name shared-mail --encoding utf-8 --output none --file /dev/stdin",
    ],
    [
      "google",
      "database-password",
      "gcloud secrets versions add gke-mendix-orders-database-password --project=acme-prod --data-file=-",
    ],
    [
      "google",
      "mx-const-A.Mail",
      "gcloud secrets versions add mail --project=acme-db --location=europe-west4 --data-file=-",
    ],
  ] as const)("of %s, for %s", async (store, key, command) => {
    const { code, err, words, stdin, out, env } = await fill(declared(store), key);
    expect([code, err, words.join(" "), stdin]).toEqual([0, "", command, CANARY]);
    expect(`${out}${env}${words.join()}`).not.toContain("canary");
    expect(out).toContain(`${key} is written to `);
  });

  test("encoded where the store keeps it so", async () => {
    const { stdin } = await fill(declared("azure"), "mx-const-A.Other", "two\nlines");
    expect(Buffer.from(stdin, "base64").toString()).toBe("two\nlines");
  });

  test("as a merge patch of one key of a Secret", async () => {
    const { words, stdin } = await fill(declared("kubernetes"), "database-password", CANARY, "--context", "prod");
    expect(words.join(" ")).toBe(
      "kubectl --context prod patch secret orders --namespace=mendix --type=merge --patch-file=/dev/stdin",
    );
    const { data } = JSON.parse(stdin) as { data: Record<string, string> };
    expect(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()])).toEqual([
      ["database-password", CANARY],
    ]);
  });

  test("to the Vault of the stack's provider", async () => {
    const folder = declared("vault", "terraform: { providers: { vault: { address: 'https://vault.acme.com' } } }\n");
    const { words } = await fill(folder, "database-password");
    expect(words.slice(0, 4)).toEqual(["vault", "kv", "put", "-address=https://vault.acme.com"]);
  });
});

describe("fill reads the value", () => {
  test.each(["\n", "\r\n"])("without one line break at its end, and says so", async (end) => {
    const { stdin, err } = await fill(declared("vault"), "database-password", `a\n${end}`);
    expect([stdin, err]).toEqual(["a\n", "One line break at the end of the value is left out.\n"]);
  });

  test("from the terminal, unseen, for each empty entry where no key is named", async () => {
    const asked: string[] = [];
    const hidden = (question: string) => Promise.resolve((asked.push(question), CANARY));
    const { code, out } = await cli(["fill", "orders", "-d", declared("aws")], { hidden });
    expect([code, asked]).toEqual([
      0,
      [
        "database-password, for prod/mendix/orders/database-password: ",
        "mx-const-A.Other, for prod/mendix/orders/mx-const-A.Other: ",
      ],
    ]);
    expect(out).toContain("A pod that waits for it starts by itself");
  });
});

describe("fill refuses, and runs nothing,", () => {
  const long = "x".repeat(70_000);
  test.each([
    [
      "an unknown key",
      "aws",
      "database-pasword",
      "v",
      "MX-FILL-KEY  orders has no key database-pasword. Did you mean database-password?",
    ],
    [
      "a setting",
      "aws",
      "database-host",
      "v",
      "MX-FILL-KEY  database-host is a setting: write its value at database.host, and apply.",
    ],
    [
      "an empty value",
      "aws",
      "database-password",
      "\n",
      "MX-FILL-VALUE  The value of database-password is empty. Nothing was written.",
    ],
    [
      "one that is too long",
      "aws",
      "database-password",
      long,
      "MX-FILL-VALUE  The value of database-password has 70000 bytes, and the store takes 65536.",
    ],
    [
      "a placeholder",
      "vault",
      "database-password",
      "placeholder-never-written",
      "MX-FILL-VALUE  placeholder-never-written stands for a value that no store gets.",
    ],
    [
      "what Azure would lose",
      "azure",
      "database-password",
      "a\nb",
      "MX-FILL-VALUE  The value of database-password holds a line break, which Key Vault would lose.",
    ],
    [
      "what aws would lose",
      "aws",
      "database-password",
      "a\r\nb",
      "MX-FILL-VALUE  The value of database-password holds a carriage return, which aws would lose.",
    ],
    [
      "a Secret of an unknown cluster",
      "kubernetes",
      "database-password",
      "v",
      "Which context of the kubeconfig is the cluster prod?",
    ],
  ] as const)("%s", async (_, store, key, value, message) => {
    const { code, out, err, words } = await fill(declared(store), key, value);
    expect([code, out, words, err.slice(0, message.length)]).toEqual([2, "", [], message]);
  });

  test("bytes that are no text", async () => {
    const input = () => Promise.resolve(Buffer.from([0x61, 0xff]));
    const { err } = await cli(["fill", "orders", "database-password", "-d", declared("aws")], { input });
    expect(err).toContain("MX-FILL-VALUE  The value of database-password is not UTF-8");
  });

  test("several entries with one standard input", async () => {
    const { err } = await cli(["fill", "orders", "-d", declared("aws")], piped("v"));
    expect(err).toContain("MX-FILL-KEY  2 entries are to be filled, and there is one standard input: name a key.");
  });

  test("one value of a document that somebody else keeps", async () => {
    const folder = declared("aws");
    const file = path.join(folder, "orders.yaml");
    fs.writeFileSync(
      file,
      fs.readFileSync(file, "utf8").replace("entry: shared/mail", "entry: shared/mail, property: p"),
    );
    const { err } = await fill(folder, "mx-const-A.Mail");
    expect(err).toContain("MX-FILL-KEY  mx-const-A.Mail is one value of an entry that holds others");
  });
});

describe("a client", () => {
  test("that is missing is one sentence", async () => {
    process.env["PATH"] = root;
    const { code, err } = await fill(declared("google"), "database-password");
    process.env["PATH"] = `${bin}:${PATH}`;
    expect([code, err]).toEqual([
      2,
      "MX-FILL-CLIENT  gcloud can't be run (ENOENT), so nothing was written. Install it, or run what --print prints where it is.  docs/errors.md#mx-fill-client\n",
    ]);
  });

  test("that fails is told by its last line, without the value", async () => {
    fs.writeFileSync(path.join(root, "fail"), "");
    const { code, err } = await fill(declared("google"), "database-password");
    expect([code, err]).toEqual([
      2,
      "MX-FILL-CLIENT  gcloud ended with 254: no: (value)  docs/errors.md#mx-fill-client\n",
    ]);
  });
});

describe("fill --print", () => {
  test.each(["aws", "vault", "azure", "google", "kubernetes"] as const)("prints the commands of %s", async (store) => {
    const { out } = await cli([
      "fill",
      "orders",
      "mx-const-A.Other",
      "--print",
      "--context=prod",
      "-d",
      declared(store),
    ]);
    expect(out).toMatchSnapshot();
  });
});
