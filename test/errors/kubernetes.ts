import { TerraformVariable } from "cdktf";
import { App, Delivery } from "../../lib";
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
];
