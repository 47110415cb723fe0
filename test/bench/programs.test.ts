import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { writeAwsDeclarations } from "../../bench/programs/aws-yaml";
import { PAIRS } from "../../bench/programs/programs";
import { MendixSecretStoreEnvironment } from "../../lib";
import { declaredEnvironments, DeclaredStack } from "../../lib/declaration";

/** The stack, whatever restarts the app: by hand that is any text, here the fingerprint of what the pod is and reads. */
function resourcesOf(stack: TerraformStack): Record<string, Record<string, object>> {
  const text = Testing.synth(stack).replace(/(mendix-secret-store\/restart": ")[0-9a-f]{8}/g, "$1");
  return JSON.parse(text) as Record<string, Record<string, object>>;
}

describe.each(Object.entries(PAIRS))("the benchmark's programs for %s", (_id, load) => {
  it("make the same resources by the library and by hand", () => {
    const { declare, byHand } = load();
    const [library, hand] = ["stack", "stack"].map((id) => new TerraformStack(Testing.app(), id)) as [
      TerraformStack,
      TerraformStack,
    ];
    for (const name of ["first", "second"]) {
      new MendixSecretStoreEnvironment(library, name, declare(name));
      byHand(hand, name, name);
    }
    const written = resourcesOf(library);
    expect(resourcesOf(hand)).toEqual(written);
    expect(Object.keys(written["resource"]?.["kubernetes_manifest"] ?? {})).toHaveLength(6);
  });
});

test("the benchmark's files of YAML declare what its TypeScript does", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "bench-"));
  writeAwsDeclarations(folder, ["first"]);
  const [declared] = declaredEnvironments(folder);
  const read = new DeclaredStack(Testing.app(), declared!);
  const written = new TerraformStack(Testing.app(), "first");
  new MendixSecretStoreEnvironment(written, "environment", PAIRS["aws"]!().declare("first"));
  const resources = [read, written].map((stack) => (JSON.parse(Testing.synth(stack)) as { resource: object }).resource);
  expect(resources[0]).toEqual(resources[1]);
});
