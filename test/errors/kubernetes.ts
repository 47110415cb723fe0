import { TerraformVariable } from "cdktf";
import { App, Delivery, ScheduledEvents } from "../../lib";
import { SECRET, wrong, type ErrorRow } from "../support/error-rows";
import { newStack } from "../support/synthesize";

const token = new TerraformVariable(newStack(), "v", {}).stringValue;
const sourceUrl = "oci-image://registry.example.com/orders:1.4.2";
const standalone = (changes: object) => ({ app: App.standalone({ sourceUrl, ...changes }) });

export const ROWS: readonly ErrorRow[] = [
  wrong(
    "MX-APP-SOURCE",
    "app.sourceUrl",
    standalone({ sourceUrl: "registry/orders" }),
    '"registry/orders"',
    "oci-image://registry.example.com/orders:1.4.2",
  ),
  wrong(
    "MX-APP-SOURCE",
    "app.sourceUrl",
    standalone({ sourceUrl: `https://u:${SECRET}@example.com/a.mda` }),
    '"https://...@example.com/a.mda"',
    "Write sourceUrl",
  ),
  wrong(
    "MX-APP-SOURCE",
    "app.sourceUrl",
    standalone({ sourceUrl: `https://u:p@${SECRET}/x@example.com/a.mda` }),
    '"https://...@example.com/a.mda"',
    "Write sourceUrl",
  ),
  wrong(
    "MX-APP-URL",
    "app.appUrl",
    standalone({ appUrl: "https://orders.example.com" }),
    '"https://orders.example.com"',
    'Write appUrl: "orders.example.com"',
  ),
  wrong("MX-APP-REPLICAS", "app.replicas", standalone({ replicas: -1 }), "-1 is not", "Write replicas: 2"),
  wrong("MX-APP-REPLICAS", "app.replicas", standalone({ replicas: 1.5 }), "1.5 is not", "Write replicas: 2"),
  wrong(
    "MX-MANIFEST-DIRECTORY",
    "delivery.directory",
    { delivery: Delivery.manifests({ directory: "/tmp" }) },
    "relative to the working directory",
    'Write directory: "manifests"',
  ),
  wrong(
    "MX-MANIFEST-UNKNOWN",
    "delivery",
    {
      ...standalone({ sourceUrl: `oci-image://registry/a:${token}` }),
      delivery: Delivery.manifests({ directory: "m" }),
    },
    "a Terraform token",
    "use Delivery.terraform()",
  ),
  wrong(
    "MX-KUBERNETES-VALUE",
    "app.maxUnavailable",
    standalone({ maxUnavailable: 0 }),
    "maxUnavailable is 0 and maxSurge 0",
    "Write maxSurge: 1",
  ),
  wrong(
    "MX-KUBERNETES-VALUE",
    "app.maxUnavailable",
    standalone({ maxUnavailable: "0%", maxSurge: 0 }),
    "no pod could be replaced",
    "Write maxSurge: 1",
  ),
  ...["podAnnotations", "serviceAnnotations", "endpointAnnotations"].map((prop) =>
    wrong(
      "MX-KUBERNETES-SIZE",
      "delivery",
      standalone({ [prop]: { "example.com/notes": "x".repeat(300_000) } }),
      "the API server takes 262144",
      "shorter values",
    ),
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "app.rawSpec.gateway.pem",
    standalone({ rawSpec: { gateway: { pem: `-----BEGIN EC PRIVATE KEY-----\n${SECRET}` } } }),
    "It holds a private key",
    "a reference to a Secret",
  ),
  wrong(
    "MX-SECRET-PLAIN",
    "app.rawSpec.gateway.tlsKey",
    standalone({ rawSpec: { gateway: { tlsKey: SECRET } } }),
    "It holds a secret, by its name",
    "a reference to a Secret",
  ),
  wrong(
    "MX-APP-EVENT",
    "app.scheduledEvents",
    standalone({ scheduledEvents: ScheduledEvents.only() }),
    "none is named",
    "ScheduledEvents.none()",
  ),
  ...[
    ["app.dtapMode", { dtapMode: "T" }, "D, P"],
    ["app.logLevel", { logLevel: "LOUD" }, "TRACE, DEBUG"],
    ['app.logLevels["Core"]', { logLevels: { Core: "debug" } }, "TRACE, DEBUG"],
    ["app.logFormat", { logFormat: "xml" }, "plain, json"],
    ["app.leaderSelection", { leaderSelection: "leader" }, "assigned, none, leaderless"],
    ["app.metrics.mode", { metrics: { mode: "prometheus" } }, "native, compatibility"],
    ["app.ingressPathType", { ingressPathType: "prefix" }, "Exact, Prefix"],
  ].map(([prop, changes, allowed]) =>
    wrong("MX-CHOICE", prop as string, standalone(changes as object), "is none of the choices", allowed as string),
  ),
];
