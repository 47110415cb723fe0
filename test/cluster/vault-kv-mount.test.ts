import { VaultKvMount } from "../../lib";
import { resourcesOf } from "../support/synthesize";
import { problemsOfPart, synthesizePart } from "./vault-parts";

describe("VaultKvMount", () => {
  test("mounts KV version 2 so that Terraform does not unmount it", () => {
    const synthesized = synthesizePart((stack) => new VaultKvMount(stack, "kv"));
    expect(resourcesOf(synthesized, "vault_mount")).toEqual([
      {
        path: "secret",
        type: "kv",
        options: { version: "2" },
        description: "Settings and secrets of Mendix apps",
        lifecycle: { prevent_destroy: true },
      },
    ]);
    expect(resourcesOf(synthesized, "vault_kv_secret_backend_v2")).toEqual([]);
  });

  test("takes every choice that its props offer", () => {
    const props = { mount: "kv/mendix", maxVersions: 20, allowDestroy: true, namespace: "acme" };
    const synthesized = synthesizePart((stack) => new VaultKvMount(stack, "kv", props));
    expect(resourcesOf(synthesized, "vault_mount")).toMatchObject([
      { path: "kv/mendix", namespace: "acme", lifecycle: { prevent_destroy: false } },
    ]);
    expect(resourcesOf(synthesized, "vault_kv_secret_backend_v2")).toEqual([
      { mount: expect.stringContaining("vault_mount"), max_versions: 20, namespace: "acme" },
    ]);
  });

  test("configures an engine that is mounted already", () => {
    const props = { existingMount: true, maxVersions: 5 };
    const synthesized = synthesizePart((stack) => new VaultKvMount(stack, "kv", props));
    expect(resourcesOf(synthesized, "vault_mount")).toEqual([]);
    expect(resourcesOf(synthesized, "vault_kv_secret_backend_v2")).toEqual([{ mount: "secret", max_versions: 5 }]);
  });

  test.each([
    [{ mount: "/kv" }, "MX-VAULT-MOUNT mount"],
    [{ maxVersions: 1.5 }, "MX-VAULT-VERSIONS maxVersions"],
    [{ namespace: "root" }, "MX-VAULT-NAMESPACE namespace"],
  ])("refuses %p", (props, expected) => {
    const problems = problemsOfPart((stack) => new VaultKvMount(stack, "kv", props));
    expect(problems.map(({ code, prop }) => `${code} ${prop}`)).toEqual([expected]);
  });
});
