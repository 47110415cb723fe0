import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { FaultyProxy } from "../../engines/faulty-proxy";
import { MiniStack, ministack } from "../../engines/ministack";
import { vaultServer, VaultServer } from "../../engines/openbao";
import { provider, terraform } from "../../engines/terraform";
import { PLACEHOLDER } from "../../lib/core/placeholder";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { DayTwo, STORE_ALONE } from "./support/day-two";
import { describeWith } from "./support/missing";

jest.setTimeout(300_000);

const ENTRY = "prod/mendix/orders";

/** The file of an environment with comments, so that a step that loses one is seen. */
function files(store: string): Readonly<Record<string, string>> {
  const text = ORDERS.replace("awsSecretsManager: {}", store).replace(
    "      fromVariable: {}",
    "      # from the vault of the team\n      fromVariable: {}",
  );
  return { "clusters.yaml": CLUSTERS, "orders.yaml": `${text}adminPassword:\n  generated: {}\n${STORE_ALONE}` };
}

const values = (password: string) => ({ TF_VAR_orders_database_password: password });

describeWith(
  [terraform, provider("vault"), provider("random"), provider("aws"), vaultServer, ministack],
  "rotate on Vault",
  () => {
    it("raises, is refused, is raised again, and then both values are new", async () => {
      const [vault, aws] = await Promise.all([VaultServer.start(), MiniStack.start("111122223333")]);
      const proxy = await FaultyProxy.start(vault.address);
      const day = new DayTwo(files("vault: {}"), {
        ...aws.environment,
        ...vault.environment,
        VAULT_ADDR: proxy.endpoint,
      });
      const read = async (key: string) =>
        ((await vault.entry(`${ENTRY}/${key}`)) as Readonly<Record<string, string>>)[key] ?? "";
      try {
        await vault.request("POST", "sys/auth/kubernetes", { type: "kubernetes" });
        await day.applied(values("first"));
        const generated = await read("mx-admin-password");
        expect([await read("database-password"), generated.length]).toEqual(["first", 32]);

        await day.run("rotate", "orders", "--all");
        expect(day.text()).toContain("      # from the vault of the team\n      fromVariable: { revision: 2 }\n");
        proxy.refuse(/^(PUT|POST) \/v1\/secret\/data\//);
        expect((await day.apply(values("second"))).code).toBe(1);
        proxy.refuse(undefined);
        expect([await read("database-password"), await read("mx-admin-password")]).toEqual(["first", generated]);

        const stopped = (await day.apply(values("second"))).output.replace(/[\s\u2502]+/g, " ");
        expect(stopped).toContain("Write revision: 3 for it, and apply with the real value.");
        expect(stopped).toContain("The store refused to write revision 2 of mx-admin-password");

        await day.run("rotate", "orders", "--all");
        await day.applied(values("second"));
        expect(await read("database-password")).toBe("second");
        expect((await read("mx-admin-password")).length).toBe(32);
        expect(await read("mx-admin-password")).not.toBe(generated);
        expect(await day.changes(values(PLACEHOLDER))).toEqual([]);
      } finally {
        day.remove();
        await Promise.all([proxy.stop(), vault.stop(), aws.stop()]);
      }
    });
  },
);

describeWith([terraform, provider("aws"), ministack], "rotate on AWS", () => {
  it("is refused, and applied again writes both; a second rotate does the same", async () => {
    const aws = await MiniStack.start("111122223333");
    const proxy = await FaultyProxy.start(aws.endpoint);
    const day = new DayTwo(files("awsSecretsManager: {}"), { ...aws.environment, AWS_ENDPOINT_URL: proxy.endpoint });
    const read = async (key: string) =>
      (await aws.secrets().send(new GetSecretValueCommand({ SecretId: `${ENTRY}/${key}` }))).SecretString ?? "";
    try {
      await day.applied(values("first"));
      const generated = await read("mx-admin-password");

      await day.run("rotate", "orders", "database-password", "mx-admin-password");
      proxy.refuse(/^PutSecretValue$/);
      expect((await day.apply(values("second"))).code).toBe(1);
      proxy.refuse(undefined);
      expect([await read("database-password"), await read("mx-admin-password")]).toEqual(["first", generated]);

      await day.applied(values("second"));
      const next = await read("mx-admin-password");
      expect([await read("database-password"), next === generated]).toEqual(["second", false]);

      await day.run("rotate", "orders", "database-password");
      await day.applied(values("third"));
      expect([await read("database-password"), await read("mx-admin-password")]).toEqual(["third", next]);
      expect(await day.changes(values(PLACEHOLDER))).toEqual([]);
    } finally {
      day.remove();
      await Promise.all([proxy.stop(), aws.stop()]);
    }
  });
});
