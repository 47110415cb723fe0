import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { assetFolders } from "../../engines/envtest";

describe("the API server's binaries", () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "envtest-"));
  const store = path.join(home, ".local/share/kubebuilder-envtest/k8s");
  const elsewhere = path.join(home, "data/kubebuilder-envtest/k8s");
  for (const version of ["1.9.0", "1.34.4", "1.30.0"])
    fs.mkdirSync(path.join(store, `${version}-linux-amd64`), { recursive: true });
  fs.mkdirSync(path.join(elsewhere, "1.33.0-linux-arm64"), { recursive: true });
  afterAll(() => fs.rmSync(home, { recursive: true }));

  it("are looked for where setup-envtest and envtest have them, newest first", () => {
    expect(assetFolders({ environment: {}, home })).toEqual([
      path.join(store, "1.34.4-linux-amd64"),
      path.join(store, "1.30.0-linux-amd64"),
      path.join(store, "1.9.0-linux-amd64"),
      "/usr/local/kubebuilder/bin",
    ]);
  });

  it("are looked for first where somebody says", () => {
    const environment = { KUBEBUILDER_ASSETS: "/assets", XDG_DATA_HOME: path.join(home, "data") };
    expect(assetFolders({ environment, home })).toEqual([
      "/assets",
      path.join(elsewhere, "1.33.0-linux-arm64"),
      "/usr/local/kubebuilder/bin",
    ]);
  });
});
