import { TerraformStack, Testing } from "cdktf";
import { PAIRS } from "../../bench/programs/programs";
import { MendixSecretStoreEnvironment } from "../../lib";

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
    const written = JSON.parse(Testing.synth(library)) as Record<string, Record<string, object>>;
    expect(JSON.parse(Testing.synth(hand))).toEqual(written);
    expect(Object.keys(written["resource"]?.["kubernetes_manifest"] ?? {})).toHaveLength(6);
  });
});
