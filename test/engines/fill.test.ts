import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { CreateSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import type { Engine } from "../../engines/engine";
import { apiServer, ApiServer } from "../../engines/api-server";
import { assetFolders } from "../../engines/envtest";
import { MiniStack, ministack } from "../../engines/ministack";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { findProgram } from "../../engines/process";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";
import { describeWith } from "./support/missing";

jest.setTimeout(120_000);

const VALUE = `-S3cr3t "q" $x \\ 'é' ${"\u{1F600}"}\nline\t@file://x =`;
const before = { ...process.env };
const folders: string[] = [];

afterEach(() => {
  process.env = { ...before };
});

afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true });
});

function declared(store: string, entry: string): string {
  const external = entry === "" ? "{}" : `{ entry: ${entry} }`;
  const text = ORDERS.replace("awsSecretsManager: {}", store).replace("fromVariable: {}", "external: {}");
  const folder = folderOf({
    "clusters.yaml": CLUSTERS,
    "orders.yaml": `${text}constants:\n  A.Mail: { external: ${external} }\n`,
  });
  folders.push(folder);
  return folder;
}

async function fill(folder: string, key: string, value: string, ...options: readonly string[]): Promise<void> {
  const input = () => Promise.resolve(Buffer.from(value));
  const { code, err, out } = await cli(["fill", "orders", key, "-d", folder, ...options], { input });
  expect([code, err]).toEqual([0, ""]);
  expect(out).not.toContain("S3cr3t");
}

const awsClient: Engine = {
  name: "AWS CLI",
  found: findProgram("aws") !== undefined,
  install: "aws on PATH (https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html)",
};

describeWith([ministack, awsClient], "fill on AWS", () => {
  test("writes the whole plain value, which is read back as it is", async () => {
    const aws = await MiniStack.start("111122223333");
    try {
      const names = ["prod/mendix/orders/database-password", "shared/mail"];
      for (const Name of names) await aws.secrets().send(new CreateSecretCommand({ Name }));
      Object.assign(process.env, aws.environment);
      const folder = declared("awsSecretsManager: {}", "shared/mail");
      await fill(folder, "database-password", VALUE);
      await fill(folder, "mx-const-A.Mail", "second");
      const read = async (SecretId: string) =>
        (await aws.secrets().send(new GetSecretValueCommand({ SecretId }))).SecretString;
      expect([await read(names[0] ?? ""), await read("shared/mail")]).toEqual([VALUE, "second"]);
    } finally {
      await aws.stop();
    }
  });
});

describeWith([vaultServer], "fill on Vault", () => {
  test("writes an own entry, and one property of somebody else's", async () => {
    const vault = await VaultServer.start();
    const bin = fs.mkdtempSync(path.join(os.tmpdir(), "vault-"));
    folders.push(bin);
    try {
      const program = findProgram("bao", "vault") ?? "";
      // OpenBao's client takes the same words.
      fs.writeFileSync(path.join(bin, "vault"), `#!/bin/sh\nPATH='${before["PATH"]}' exec ${program} "$@"\n`, {
        mode: 0o755,
      });
      const token = { VAULT_TOKEN: vault.rootToken, BAO_ADDR: vault.address, PATH: `${bin}:${before["PATH"]}` };
      Object.assign(process.env, vault.environment, token);
      await vault.request("POST", "secret/data/shared/mail", { data: { other: "stays", "mx-const-A.Mail": "old" } });
      const folder = declared("vault: {}", "shared/mail");
      await fill(folder, "database-password", VALUE);
      await fill(folder, "mx-const-A.Mail", VALUE);
      expect(await vault.entry("prod/mendix/orders/database-password")).toEqual({ "database-password": VALUE });
      expect(await vault.entry("shared/mail")).toEqual({ other: "stays", "mx-const-A.Mail": VALUE });
    } finally {
      await vault.stop();
    }
  });
});

describeWith([apiServer], "fill of a Kubernetes Secret", () => {
  test("writes one key, and leaves the others", async () => {
    const server = await ApiServer.start();
    try {
      server.createNamespace("mendix");
      server.kubectl(["create", "secret", "generic", "orders", "--namespace=mendix", "--from-literal=other=stays"]);
      process.env["PATH"] = [...assetFolders(), before["PATH"]].join(path.delimiter);
      process.env["KUBECONFIG"] = server.kubeconfig;
      const context = server.kubectl(["config", "current-context"]).trim();
      const folder = declared("kubernetesSecretFromExisting: {}", "");
      await fill(folder, "database-password", VALUE, "--context", context);
      const secret = server.kubectl(["get", "secret", "orders", "--namespace=mendix", "--output=json"]);
      const { data } = JSON.parse(secret) as { readonly data: Readonly<Record<string, string>> };
      const values = Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "base64").toString()]);
      expect(Object.fromEntries(values)).toEqual({ other: "stays", "database-password": VALUE });
    } finally {
      await server.stop();
    }
  });
});
