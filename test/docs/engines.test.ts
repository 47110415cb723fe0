import * as fs from "node:fs";
import * as path from "node:path";
import { readRecorded } from "../engines/support/events/recorded";

/** The version that a module of tools pins. */
function pinned(folder: string, module: string): string {
  const text = fs.readFileSync(path.join("engines/tools", folder, "go.mod"), "utf8");
  return new RegExp(`^(?:require |\\t)${module.replace(/\./g, "\\.")} v(\\S+)`, "m").exec(text)?.[1] ?? "none";
}

const [kubernetes, driver, azure, google] = [
  pinned("kubernetes", "k8s.io/kubernetes"),
  pinned("driver", "sigs.k8s.io/secrets-store-csi-driver"),
  pinned("azure", "github.com/Azure/secrets-store-csi-driver-provider-azure"),
  pinned("google", "github.com/GoogleCloudPlatform/secrets-store-csi-driver-provider-gcp"),
];

describe("what is said of the engines' versions", () => {
  it("is what the tests build, on the page of the proof", () => {
    const page = fs.readFileSync("docs/proof.md", "utf8");
    expect(page).toContain(`controller manager and scheduler ${kubernetes},`);
    expect(page).toContain(`Secrets Store CSI driver ${driver}; providers of Azure ${azure}, Google ${google},`);
  });

  it("is what the tests build, in the recorded events", () => {
    const { events } = readRecorded();
    expect(events.length).toBeGreaterThan(30);
    for (const { id, seen } of events) {
      expect(`${id}: ${seen}`).toContain(`driver ${driver}, `);
      if (id.startsWith("azure")) expect(seen).toContain(`Azure provider ${azure}`);
      if (id.startsWith("google")) expect(seen).toContain(`Google provider ${google}`);
    }
  });

  it("holds no secret of a test in an event", () => {
    const text = JSON.stringify(readRecorded());
    for (const secret of ["S3cr3t", "key-1"]) expect(text).not.toContain(secret);
  });
});
