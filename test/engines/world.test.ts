import * as fs from "node:fs";
import * as path from "node:path";
import { findSecrets } from "../../lib/testing/secrets";
import type { Finding } from "../../lib/world/check";
import { cli, folderOf } from "../support/terminal";
import { CANARY, rightCluster, type Written } from "../world/support/cluster";
import { declarationsOf, needsOf } from "../world/support/declared";
import { deployedCluster } from "../world/support/deployed";
import { BROKEN } from "../world/support/doctor-rows";
import { UNLIKE } from "../world/support/verify-rows";
import { apiServer, ApiServer } from "../../engines/api-server";
import { describeWith } from "./support/missing";
import { WorldCluster } from "./support/world-cluster";

type Cluster = "prod" | "cloud" | "pool";

interface Printed {
  readonly clusters: readonly { readonly findings: readonly Finding[] }[];
}

/** What of a row no API server takes, as the reason. */
const NOT_LIVE: Readonly<Record<string, string>> = {};

jest.setTimeout(60_000);

describeWith([apiServer], "doctor, verify and collect on an API server", () => {
  let server: ApiServer;
  let cluster: WorldCluster;
  let folder: string;
  const printed: string[] = [];

  beforeAll(async () => {
    server = await ApiServer.start();
    cluster = new WorldCluster(server);
    process.env["KUBECONFIG"] = server.kubeconfig;
    const files = Object.entries(declarationsOf(server.issuer));
    // Nothing answers there, at once.
    folder = folderOf(
      Object.fromEntries(
        files.map(([name, text]) => [name, text.replace("https://vault.example.com:8200", "https://127.0.0.1:1")]),
      ),
    );
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true });
  });

  async function run(...parameters: string[]): Promise<readonly Finding[]> {
    const { out, err, code } = await cli([...parameters, "-d", folder, "--json"]);
    printed.push(out, err);
    if (out === "") throw new Error(err);
    const findings = (JSON.parse(out) as Printed).clusters.flatMap((one) => one.findings);
    expect(code).toBe(findings.some(({ status }) => status === "wrong") ? 1 : 0);
    return findings;
  }

  /** What is not right, but for what no test cluster has: Vaults, AKS's issuer, a probe. */
  const ALWAYS = ["vault", "newer-values"];
  const faults = (findings: readonly Finding[], name: Cluster) =>
    findings.filter(
      ({ check, status }) => status !== "right" && !ALWAYS.includes(check) && !(name === "cloud" && check === "issuer"),
    );

  const doctor = async (name: Cluster) => faults(await run("doctor", name, "--context", "test"), name);
  const broken = BROKEN.filter(({ what }) => !(what in NOT_LIVE));

  test.each(["prod", "cloud", "pool"] as const)("doctor finds nothing wrong with a right cluster: %s", async (name) => {
    cluster.become(rightCluster());
    expect(await doctor(name)).toEqual([]);
  });

  test.each(broken.map((row) => [row.what, row] as const))("doctor finds %s, and nothing else", async (_what, row) => {
    const objects = rightCluster();
    row.breaks(objects);
    cluster.become(objects);
    const found = await doctor(row.cluster);
    expect(new Set(found.map(({ check }) => check))).toEqual(new Set([row.check]));
    expect(found.map(({ status, seen }) => `${status} ${seen}`).join("\n")).toMatch(new RegExp(`${row.status} .*`));
    expect(found.some(({ seen }) => row.says.test(seen))).toBe(true);
  });

  test("doctor says whose rights are missing, and prints the Role that gives them", async () => {
    cluster.become(rightCluster());
    const user = "system:serviceaccount:mendix:pipeline";
    const ask = ["doctor", "prod", "--context", "test", "--as", user];
    const [missing, ...others] = faults(await run(...ask), "prod");
    expect([missing?.check, others.every(({ check }) => check === "deployer-rights")]).toEqual([
      "deployer-rights",
      true,
    ]);
    expect(missing?.seen).toMatch(
      /^system:serviceaccount:mendix:pipeline may not get serviceaccounts in mendix, create/,
    );
    const { out } = await cli(["doctor", "prod", "-d", folder, "--print-role"]);
    server.kubectl(["apply", "--filename=-"], out);
    server.kubectl([
      "create",
      "rolebinding",
      "pipeline",
      "-n",
      "mendix",
      "--role=mendix-secret-store-deployer",
      "--serviceaccount=mendix:pipeline",
    ]);
    server.kubectl([
      "create",
      "clusterrolebinding",
      "pipeline",
      "--clusterrole=mendix-secret-store-deployer",
      "--serviceaccount=mendix:pipeline",
    ]);
    expect(faults(await run(...ask), "prod")).toEqual([]);
  });

  const deployed = (name: Cluster): Written[] => deployedCluster(needsOf(name, server.issuer));

  test.each(["prod", "cloud", "pool"] as const)(
    "verify finds nothing wrong with what is deployed: %s",
    async (name) => {
      cluster.become(deployed(name));
      const names = needsOf(name, server.issuer).environments.map(({ id }) => id);
      const found = await run("verify", ...names, "--context", "test");
      expect(faults(found, name).filter(({ environments }) => !environments.includes("portal"))).toEqual([]);
    },
  );

  test.each(UNLIKE.map((row) => [row.what, row] as const))(
    "verify finds %s, live and in a collected folder",
    async (_what, row) => {
      const objects = deployed(row.cluster);
      row.breaks(objects);
      cluster.become(objects);
      const expected = Object.keys(row.finds).sort();
      const look = async (...parameters: string[]) =>
        faults(await run("verify", row.environment, ...parameters), row.cluster);
      const live = (await look("--context", "test")).filter(({ seen }) => !/vaultAddress/.test(seen));
      expect(live.map(({ check }) => check).sort()).toEqual(expected);
      const collected = path.join(folder, "..", `${path.basename(folder)}-collected`);
      const { out, err } = await cli(["collect", row.environment, "--context", "test", "-d", folder, "-o", collected]);
      printed.push(out, err);
      const saved = await look("--from", collected);
      expect(saved.filter(({ seen }) => !/vaultAddress/.test(seen)).map(({ check, seen }) => [check, seen])).toEqual(
        live.map(({ check, seen }) => [check, seen]),
      );
      expect(findSecrets([CANARY], collected)).toEqual([]);
      fs.rmSync(collected, { recursive: true });
    },
  );

  test("nothing that was printed holds a canary, and the cluster is full of them", () => {
    const secrets = server.kubectl(["get", "secrets,pods,mendixapps,serviceaccounts", "-n", "mendix", "-o", "yaml"]);
    expect(secrets).toContain(CANARY);
    expect(printed.length).toBeGreaterThan(100);
    expect(findSecrets([CANARY], printed.join("\n"))).toEqual([]);
  });
});
