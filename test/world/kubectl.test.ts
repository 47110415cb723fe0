import * as fs from "node:fs";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";
import { EMPTY, FakeKubectl, type Reply } from "./support/fake-kubectl";

const folder = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": ORDERS });
const made: FakeKubectl[] = [];

// Each test runs a dozen programs, beside others on the machine.
jest.setTimeout(60_000);

afterAll(() => {
  fs.rmSync(folder, { recursive: true });
  for (const fake of made) fake.remove();
});

function fake(...replies: readonly Reply[]): FakeKubectl {
  const kubectl = new FakeKubectl([...replies, ...EMPTY]);
  made.push(kubectl);
  return kubectl;
}

const run = (kubectl: FakeKubectl, ...parameters: readonly string[]) =>
  cli([...parameters, "-d", folder, "--context", "test", "--kubectl", kubectl.program]);

describe("a cluster that can't be asked", () => {
  it.each(["doctor", "verify"])("because there is no kubectl is a wrong command line of %s", async (command) => {
    const names = command === "verify" ? ["orders"] : [];
    const { code, out, err } = await cli([
      command,
      ...names,
      "-d",
      folder,
      "--context",
      "x",
      "--kubectl",
      "/nowhere/kubectl",
    ]);
    expect([code, out, err]).toEqual([
      2,
      "",
      "/nowhere/kubectl can't be run (ENOENT). Install it, or name it with --kubectl.\n",
    ]);
  });

  it("because no context is named says what to write", async () => {
    const { code, err } = await cli(["doctor", "-d", folder]);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/^Which context of the kubeconfig is the cluster prod\? Write --context NAME/),
    ]);
  });

  it("because there is no such context is a wrong command line", async () => {
    const kubectl = fake({ to: "--raw /version", err: 'error: context "test" does not exist\n', code: 1 });
    expect(await run(kubectl, "doctor")).toEqual({
      code: 2,
      out: "",
      err: 'kubectl: context "test" does not exist.\n',
    });
  });

  it.each([
    [
      "refuses the login",
      "error: You must be logged in to the server (Unauthorized)\n",
      "You must be logged in to the server (Unauthorized)",
    ],
    [
      "is not there",
      "Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout\n",
      "Unable to connect to the server: dial tcp 10.0.0.1:443: i/o timeout",
    ],
  ])("because it %s is told once, and nothing is guessed", async (_what, err, reason) => {
    const kubectl = fake({ to: "--raw /version", err, code: 1 });
    const { code, out } = await run(kubectl, "doctor");
    expect(code).toBe(1);
    expect(out).toContain(`does not answer: ${reason}.`);
    expect(out.match(/^ {2}wrong/gm)).toHaveLength(1);
    expect(kubectl.calls).toHaveLength(1);
  });

  it("within the time that is given is ended", async () => {
    const kubectl = fake({ to: "--raw /version", hangs: true });
    const { code, out } = await run(kubectl, "doctor", "--timeout", "1");
    expect([code, out]).toEqual([1, expect.stringContaining("does not answer: no answer within 1 s.")]);
  });
});

describe("a cluster that answers half", () => {
  it("is told by verb and resource, and the other checks go on", async () => {
    const err = [
      'Error from server (Forbidden): nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope',
      'Error from server (Forbidden): csinodes.storage.k8s.io is forbidden: User "jane" cannot list resource "csinodes" in API group "storage.k8s.io" at the cluster scope',
    ].join("\n");
    const drivers = [
      {
        apiVersion: "storage.k8s.io/v1",
        kind: "CSIDriver",
        metadata: { name: "secrets-store.csi.k8s.io" },
        spec: { requiresRepublish: true, tokenRequests: [{ audience: "sts.amazonaws.com" }] },
      },
    ];
    const { out } = await run(
      fake({ to: "get nodes", out: JSON.stringify({ kind: "List", items: drivers }), err, code: 1 }),
      "doctor",
    );
    expect(out).toMatch(
      /unknown {2}Nodes with the driver +not seen: no right to list csinodes; no right to list nodes\./,
    );
    expect(out).toMatch(/right {4}Tokens that the driver hands out/);
  });

  it("is not taken for an empty one where the answer was cut short", async () => {
    const { out } = await run(fake({ to: "get nodes", out: '{"kind":"List","items":[{"kin' }), "doctor");
    expect(out).toMatch(/unknown {2}CSI driver +not seen: the answer was cut short\./);
  });

  it("takes objects with fields that nobody knows, and leaves out what is none", async () => {
    const pods = [
      { kind: "Pod", metadata: { name: "a", namespace: "mendix" }, spec: { volumes: "none", future: 1 }, status: [] },
      { kind: "Pod" },
      7,
      null,
    ];
    const { code, err } = await run(
      fake({ to: "get pods", out: JSON.stringify({ kind: "List", items: pods }) }),
      "verify",
      "orders",
    );
    expect([code, err]).toEqual([1, ""]);
  });

  it("with 2,000 pods is looked through in time", async () => {
    const pod = (index: number) => ({
      metadata: { name: `other-${index}`, namespace: "mendix", annotations: { a: "b".repeat(500) } },
      spec: { containers: [{ name: "c", image: "i", env: [{ name: "n", value: "v".repeat(500) }] }] },
      status: { phase: "Running", containerStatuses: [{ name: "c", ready: true, state: { running: {} } }] },
    });
    const items = Array.from({ length: 2_000 }, (_, index) => pod(index));
    const kubectl = fake({ to: "get pods", out: JSON.stringify({ kind: "PodList", items }) });
    const started = Date.now();
    const { code, out } = await run(kubectl, "verify", "orders");
    expect([code, out]).toEqual([1, expect.stringContaining("orders has none")]);
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe("what is asked", () => {
  it("of a Secret are names only, in one context, and nothing is written", async () => {
    const kubectl = fake();
    await run(kubectl, "verify", "orders");
    const asked = kubectl.calls.map(({ parameters }) => parameters);
    for (const parameters of asked) {
      expect(parameters).toMatch(/^--context test --request-timeout=30s get /);
      expect(/[ ,]secrets[ ,]/.test(parameters) && !parameters.includes("go-template=")).toBe(false);
    }
    expect(asked.filter((parameters) => parameters.includes(" secrets "))).toHaveLength(1);
  });

  it("waits for what becomes right, and no longer than it is told", async () => {
    const started = Date.now();
    const { code } = await run(fake(), "doctor", "--wait", "1");
    expect(code).toBe(1);
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect((await cli(["doctor", "--wait", "soon"])).code).toBe(2);
  });
});
