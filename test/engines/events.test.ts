import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ApiServer, apiServer } from "../../engines/api-server";
import { Authority, openssl } from "../../engines/clouds/authority";
import { CsiNode } from "../../engines/csi/csi-node";
import { mounts } from "../../engines/csi/mount-namespace";
import { csiDriver } from "../../engines/csi/providers";
import { terraform } from "../../engines/terraform";
import { awsCases, podIdentityCases } from "./support/events/aws";
import { azureCases } from "./support/events/azure";
import type { FailureCase, Parameters, World } from "./support/events/case";
import { driverCases } from "./support/events/driver";
import { googleCases } from "./support/events/google";
import { comparable, readRecorded, record, type RecordedEvent } from "./support/events/recorded";
import { vaultCases } from "./support/events/vault";
import { describeWith } from "./support/missing";
import { aws, awsPodIdentity } from "./support/mounts/aws";
import { azure } from "./support/mounts/azure";
import { declaration, VARIABLES, written } from "./support/mounts/declared";
import { google } from "./support/mounts/google";
import type { MountStore, RunningStore } from "./support/mounts/store";
import { vault } from "./support/mounts/vault";

jest.setTimeout(180_000);

/** RECORD=true writes what is seen; otherwise it has to be what was recorded. */
const RECORDING = process.env["RECORD"] === "true";

/** gRPC's names of the codes that drivers answer with. */
const CODES: Readonly<Record<number, string>> = {
  2: "Unknown",
  4: "DeadlineExceeded",
  7: "PermissionDenied",
  13: "Internal",
};

interface SecretProviderClass {
  readonly spec: { readonly provider: string; readonly parameters: Parameters };
}

function describeEvents(store: MountStore, seen: string, cases: readonly FailureCase[]): void {
  const engines = [terraform, apiServer, mounts, openssl, csiDriver, ...store.engines];
  describeWith(engines, `the event of a pod that can't mount from ${store.title}`, () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "events-"));
    const events: RecordedEvent[] = [];
    const expected = new Map(readRecorded().events.map(({ id, message }) => [id, comparable(message)]));
    let api: ApiServer;
    let running: RunningStore;
    let node: CsiNode;
    let made: SecretProviderClass;

    beforeAll(async () => {
      api = await ApiServer.start(store.issuerPath);
      api.createNamespace("mendix");
      CsiNode.install(api);
      const authority = new Authority(directory);
      running = await store.start(api, authority);
      node = await CsiNode.start(api, running.installed, authority.file);
      const environment = await written(running.clusters, declaration(running.props));
      await running.deployment.deploy(environment, VARIABLES);
      made = api.get<SecretProviderClass>("secretproviderclass", "mendix", "orders");
      const { annotations } = api.get<{ metadata: { annotations?: object } }>(
        "serviceaccount",
        "mendix",
        "orders",
      ).metadata;
      apply({
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "stranger", namespace: "mendix", annotations },
      });
    });

    afterAll(async () => {
      if (RECORDING) record(events);
      await node?.stop();
      running?.deployment.stop();
      await running?.stop();
      await api?.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    });

    const apply = (object: object) => api.kubectl(["apply", "--filename", "-"], JSON.stringify(object));

    async function messageOf({
      id,
      parameters,
      serviceAccount = "orders",
      provider,
      asksFor = id,
      ...rest
    }: FailureCase) {
      const world: World = {
        api,
        parameters: made.spec.parameters,
        setDown: (down) => running.setDown?.(down),
        deleteEntryOf: (key) => running.deleteEntryOf(key),
        setReader: (reads) => running.setReader?.(reads),
      };
      const spec = {
        provider: provider ?? made.spec.provider,
        parameters: parameters?.(world) ?? made.spec.parameters,
      };
      apply({
        apiVersion: "secrets-store.csi.x-k8s.io/v1",
        kind: "SecretProviderClass",
        metadata: { name: id, namespace: "mendix" },
        spec,
      });
      await rest.before?.(world);
      const mounted = await node.mount({ namespace: "mendix", serviceAccount, secretProviderClass: asksFor });
      await rest.after?.(world);
      if (mounted.refused === undefined) return `mounted ${Object.keys(mounted.files).join(", ")}`;
      // What the kubelet puts before it: the tests of pods see it there.
      return `MountVolume.SetUp failed for volume "secrets" : rpc error: code = ${CODES[mounted.status] ?? mounted.status} desc = ${mounted.refused}`;
    }

    it.each(cases)("$id: $cause", async (failure) => {
      const message = await messageOf(failure);
      events.push({ id: failure.id, cause: failure.cause, message, seen });
      expect(message).toMatch(/^MountVolume/);
      if (!RECORDING) expect(comparable(message)).toBe(expected.get(failure.id));
    });
  });
}

describeEvents(azure, "driver 1.6.0, Azure provider 1.8.2, emulators of Entra ID and Key Vault", [
  ...driverCases,
  ...azureCases,
]);
describeEvents(google, "driver 1.6.0, Google provider 1.15.0, emulator of Secret Manager", googleCases);
describeEvents(vault, "driver 1.6.0, Vault provider 1.7.4, OpenBao 2.7.2", vaultCases);
describeEvents(aws, "driver 1.6.0, AWS provider 3.1.1, MiniStack 1.5.33", awsCases);
describeEvents(awsPodIdentity, "driver 1.6.0, AWS provider 3.1.1, MiniStack 1.5.33", podIdentityCases);
