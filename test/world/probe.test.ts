import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { takeObjects, type Facts } from "../../lib/world/facts";
import type { Fact } from "../../lib/world/kinds";
import { imageOf, parseProbeLog, probePod } from "../../lib/world/probe-pod";
import type { ProbeResult } from "../../lib/world/probe";
import { hashOf, probeFindings } from "../../lib/world/verify/probe";
import { ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";
import { CANARY, rawObjects, rightServer } from "./support/cluster";
import { declarationsOf, ISSUER, needsOf } from "./support/declared";
import { deployedCluster, podOf } from "./support/deployed";
import { EMPTY, FakeKubectl, type Reply } from "./support/fake-kubectl";

const needs = needsOf("prod");
const shop = needs.environments.find(({ id }) => id === "shop");
if (!shop) throw new Error("no shop");

const facts: Facts = {
  objects: takeObjects(rawObjects(deployedCluster(needs)), needs.environments),
  server: rightServer(ISSUER),
  gaps: [],
};
const app = facts.objects.Pod.find(({ metadata }) => metadata.name === "shop-master-0");
const folder = folderOf(declarationsOf(ISSUER));
const made: FakeKubectl[] = [];

// Each test runs a dozen programs, beside others on the machine.
jest.setTimeout(60_000);

afterAll(() => {
  fs.rmSync(folder, { recursive: true });
  for (const fake of made) fake.remove();
});

describe("the probe's pod", () => {
  const like: Fact<"Pod"> | undefined = app;
  const pod = probePod(shop, {
    name: "mx-probe-shop-1",
    image: "i",
    hashed: ["a"],
    ownUsers: false,
    ...(like ? { like } : {}),
  });

  it("has nothing by which anybody could take it for one of the app's", () => {
    const labels = Object.keys(pod.metadata.labels);
    expect(labels.filter((label) => /mendix\.com|^app/.test(label))).toEqual([]);
    expect(pod.metadata).not.toHaveProperty("ownerReferences");
    expect(pod.metadata.labels["mendix-secret-store/probe"]).toBe("shop");
  });

  it("is the environment's ServiceAccount, mounts its class, and may do nothing else", () => {
    expect(pod.spec).toMatchObject({
      serviceAccountName: "shop",
      automountServiceAccountToken: false,
      activeDeadlineSeconds: 120,
      restartPolicy: "Never",
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      volumes: [
        {
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly: true,
            volumeAttributes: { secretProviderClass: "shop" },
          },
        },
      ],
    });
    expect(pod.spec.containers[0]).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    });
  });

  it("takes the app's image by its digest, or by its name where the node knows no digest", () => {
    expect(app && imageOf(app)).toBe(`registry.example.com/app@sha256:${"0".repeat(64)}`);
    expect(
      app &&
        imageOf({
          ...app,
          status: {
            ...app.status,
            containerStatuses: app.status.containerStatuses.map((one) => ({ ...one, imageID: "sha256:0" })),
          },
        }),
    ).toBe("registry.example.com/app:1.0.0");
  });
});

describe("what the probe runs", () => {
  it("names every file, says which are empty, and hashes what it is told to, nothing else", () => {
    const mounted = folderOf({ a: "1", "mx-const-A.B c": "x", b: "", "..data/a": "1" });
    const [shell = "", flag = "", script = "", ...rest] =
      probePod(shop, {
        name: "p",
        image: "i",
        hashed: ["a", "absent"],
        ownUsers: false,
      }).spec.containers[0]?.command ?? [];
    const own = script.replace("/mnt/secrets", mounted).replace(/sleep 60$/, "");
    const { stdout } = spawnSync(shell, [flag, own, ...rest], { encoding: "utf8" });
    expect(parseProbeLog(stdout)).toEqual({
      files: ["a", "mx-const-A.B c"],
      empty: ["b"],
      hashes: { a: hashOf("1") },
      done: true,
    });
    fs.rmSync(mounted, { recursive: true });
  });
});

const keys = shop.keys.map(({ key }) => key);
const reported = keys.map((id) => ({ id, version: "1" }));
const result = (fields: Partial<ProbeResult>): ProbeResult => ({
  pod: "p",
  mounted: true,
  reported,
  events: [],
  ...fields,
});
const log = (lines: readonly string[]) => parseProbeLog([...lines, "done", ""].join("\n"));
const all = keys.map((key) => `file ${key}`);
const faults = (one: ProbeResult) =>
  probeFindings(facts, shop, one)
    .filter(({ status }) => status !== "right")
    .map(({ check, status, seen }) => [check, status, seen]);

describe("what a probe saw", () => {
  it("is right where every key is there, by the shell or by the driver", () => {
    expect(faults(result({ log: log(all) }))).toEqual([]);
    expect(faults(result({}))).toEqual([]);
    expect(probeFindings(facts, shop, result({})).find(({ check }) => check === "probe-files")?.seen).toContain(
      "no shell",
    );
  });

  it.each<[string, Partial<ProbeResult>, readonly string[]]>([
    ["a file that is missing", { log: log(all.slice(1)) }, ["probe-files", "wrong", `${keys[0]} is not mounted.`]],
    [
      "a key that the driver does not report",
      { reported: reported.slice(1) },
      ["probe-files", "wrong", `${keys[0]} is not mounted.`],
    ],
    [
      "an empty file",
      { log: log([`empty ${keys[0]}`, ...all.slice(1)]) },
      ["probe-files", "wrong", `${keys[0]} is empty in the store.`],
    ],
    [
      "a setting of another value",
      { log: log([...all, `hash ${hashOf("x")} database-name`]) },
      ["probe-settings", "wrong", "database-name has another value than the declared one."],
    ],
    [
      "a value that is newer",
      { reported: reported.map((one, at) => (at === 0 ? { ...one, version: "2" } : one)) },
      ["newer-values", "warning", `newer than what the pods have: ${keys[0]}.`],
    ],
    [
      "a mount that fails",
      { mounted: false, events: ["missing object versions"] },
      ["probe", "wrong", "The SecretProviderClass lists nothing to mount."],
    ],
    [
      "a pod that may not be made",
      { mounted: false, failed: "pods is forbidden" },
      ["probe", "wrong", "it could not be made: pods is forbidden."],
    ],
  ])("%s is said", (_what, fields, expected) => {
    expect(faults(result(fields))).toEqual([expected]);
  });

  it("of a setting with the declared value is right", () => {
    const hashes = shop.keys.flatMap(({ key, value }) => (value === undefined ? [] : [`hash ${hashOf(value)} ${key}`]));
    expect(hashes.length).toBeGreaterThan(5);
    expect(faults(result({ log: log([...all, ...hashes]) }))).toEqual([]);
  });
});

const list = (...items: readonly unknown[]) => JSON.stringify({ kind: "List", items });

function fake(...replies: readonly Reply[]): FakeKubectl {
  const deployed = deployedCluster(needs).filter(({ kind }) => kind === "Pod");
  const kubectl = new FakeKubectl([
    ...replies,
    { to: "get pods", out: list(...deployed) },
    { to: " delete ", out: "" },
    ...EMPTY,
  ]);
  made.push(kubectl);
  return kubectl;
}

const started = JSON.stringify({ ...podOf(shop), metadata: { name: "mx-probe-shop-1", namespace: "mendix" } });
const waiting = JSON.stringify({
  kind: "Pod",
  metadata: { name: "mx-probe-shop-1", namespace: "mendix" },
  status: { phase: "Pending" },
});
const made1: Reply = { to: "create --filename=- --output=name", out: "pod/mx-probe-shop-1\n" };

describe("verify --probe", () => {
  const run = (kubectl: FakeKubectl, ...parameters: readonly string[]) =>
    cli(["verify", "shop", "-d", folder, "--context", "test", "--kubectl", kubectl.program, ...parameters]);

  it("removes what was left behind, makes one pod, looks, and removes it", async () => {
    const kubectl = fake(
      made1,
      { to: "get pod mx-probe", out: started },
      { to: " logs mx-probe", out: [...all, "done", ""].join("\n") },
    );
    const { out } = await run(kubectl, "--probe");
    expect(out).toMatch(/right {4}Files of the probe +all 12 keys\./);
    const written = kubectl.calls
      .filter(({ parameters }) => / (create|delete) /.test(parameters))
      .map(({ parameters }) => parameters.replace(/^--context test --request-timeout=30s /, ""));
    expect(written).toEqual([
      "delete pods --namespace mendix --selector mendix-secret-store/probe=shop --ignore-not-found --now --wait=false",
      "create --filename=- --output=name",
      expect.stringMatching(
        /^delete pod mx-probe-shop-[0-9a-f]{6} --namespace mendix --ignore-not-found --now --wait=false$/,
      ),
    ]);
  });

  it("asks for no hash unless it is told, and never for a secret's", async () => {
    const secrets = shop.keys.filter(({ secret }) => secret).map(({ key }) => key);
    for (const flags of [[], ["--read"]]) {
      const kubectl = fake(
        made1,
        { to: "get pod mx-probe", out: started },
        { to: " logs mx-probe", out: [...all, "done", ""].join("\n") },
      );
      await run(kubectl, "--probe", ...flags);
      const input = kubectl.calls.find(({ parameters }) => parameters.includes("create "))?.input ?? "";
      const command =
        (JSON.parse(input) as { spec: { containers: { command: string[] }[] } }).spec.containers[0]?.command ?? [];
      expect(command.length).toBe(flags.length === 0 ? 4 : 4 + shop.keys.length - secrets.length);
      expect(command.filter((word) => secrets.includes(word))).toEqual([]);
    }
  });

  it("writes nothing without --probe", async () => {
    const kubectl = fake();
    const { out } = await run(kubectl);
    expect(kubectl.calls.filter(({ parameters }) => !parameters.includes(" get "))).toEqual([]);
    expect(out).not.toContain(CANARY);
  });

  it("is refused where a mount makes a database user", async () => {
    const vault = ORDERS.replace("  awsSecretsManager: {}", "  vault:\n    tokenMaxTtlInSeconds: 2764800")
      .replace("identity:\n  irsa: {}\n", "")
      .replace(
        "    username: orders\n    password:\n      fromVariable: {}",
        "    authentication:\n      vaultDynamicRole:\n        mount: database\n        name: orders\n        ownerRole: owner",
      )
      .replace(
        "  s3:\n    bucket: acme-files\n    prefix: orders",
        "  s3Compatible:\n    endpoint: https://minio.example.com:9000\n    bucket: b\n    accessKeyId: a\n    secretAccessKey:\n      fromVariable: {}",
      );
    const own = folderOf({ "clusters.yaml": "prod:\n  other: { context: current }\n", "orders.yaml": vault });
    const kubectl = fake();
    const asked = ["verify", "orders", "-d", own, "--context", "test", "--kubectl", kubectl.program, "--probe"];
    const { code, err } = await cli(asked);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining("orders reads a dynamic role of Vault: a probe makes a database user."),
    ]);
    fs.rmSync(own, { recursive: true });
  });

  it("leaves no pod behind when it is interrupted", async () => {
    const kubectl = fake(made1, { to: "get pod mx-probe", out: waiting });
    const root = path.join(__dirname, "../..");
    const program = path.join(folder, "interrupted.ts");
    fs.writeFileSync(
      program,
      `require(${JSON.stringify(path.join(root, "lib/cli/program"))}).run(process.argv.slice(3), require(${JSON.stringify(path.join(root, "lib/cli/terminal"))}).processTerminal());`,
    );
    const child = spawn(
      process.execPath,
      [
        path.join(root, "test/support/run-typescript.mjs"),
        program,
        "verify",
        "shop",
        "-d",
        folder,
        "--context",
        "test",
        "--kubectl",
        kubectl.program,
        "--probe",
      ],
      { stdio: "ignore" },
    );
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await until(() => kubectl.calls.some(({ parameters }) => parameters.includes("get pod mx-probe")));
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    // What it was asking for at that moment may be written down after it.
    expect(kubectl.calls.map(({ parameters }) => parameters)).toContainEqual(
      expect.stringMatching(/ delete pod mx-probe-shop-/),
    );
  });
});

async function until(isTrue: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 400 && !isTrue(); attempt++) await new Promise((resolve) => setTimeout(resolve, 100));
}
