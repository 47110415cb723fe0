import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { declaredEnvironments, DeclaredStack } from "../../lib/declaration";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { ordersProd, shopTest } from "../../stacks/samples";
import * as azure from "../../stacks/samples-azure";
import * as google from "../../stacks/samples-google";
import * as kubernetes from "../../stacks/samples-kubernetes";
import { PlatformStack } from "../../stacks/platform-stack";
import * as platform from "../../stacks/samples-platform";
import * as vault from "../../stacks/samples-vault";

/** Every file that a synthesis writes, by its path, manifests included. */
function synthesize(make: (app: App) => void): Readonly<Record<string, string>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "samples-"));
  const before = process.cwd();
  process.chdir(folder);
  try {
    const app = new App({ outdir: "cdktf.out" });
    make(app);
    app.synth();
    const names = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    const files = names.filter((name) => fs.statSync(name).isFile());
    return Object.fromEntries(files.map((name) => [name, fs.readFileSync(name, "utf8")]));
  } finally {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  }
}

describe("the samples", () => {
  test("as files and as TypeScript give the same bytes", () => {
    const declared = declaredEnvironments(path.join(__dirname, "../../environments"));
    const ofFiles = synthesize((app) => declared.forEach((environment) => new DeclaredStack(app, environment)));
    const ofTypeScript = synthesize((app) =>
      [ordersProd, shopTest].forEach((props) => new EnvironmentStack(app, props)),
    );
    expect(Object.keys(ofFiles)).toEqual([
      "cdktf.out/manifest.json",
      "cdktf.out/stacks/orders-prod/cdk.tf.json",
      "cdktf.out/stacks/shop-test/cdk.tf.json",
      "manifests/prod/mendix/orders-prod/kustomization.yaml",
      "manifests/prod/mendix/orders-prod/mendix-app.yaml",
      "manifests/prod/mendix/orders-prod/secret-provider-class.yaml",
      "manifests/prod/mendix/orders-prod/service-account.yaml",
    ]);
    expect(ofFiles).toEqual(ofTypeScript);
  });

  test.each([
    ["azure", [azure.billingProd, azure.billingTest]],
    ["google", [google.crmProd, google.crmTest]],
    ["kubernetes", [kubernetes.helpdeskProd, kubernetes.labTest]],
    ["vault", [vault.billingProd, vault.stockProd, vault.ticketsProd]],
  ])("of %s as files and as TypeScript give the same bytes", (folder, samples) => {
    const declared = declaredEnvironments(path.join(__dirname, "twins", folder));
    const ofFiles = synthesize((app) => declared.forEach((environment) => new DeclaredStack(app, environment)));
    const ofTypeScript = synthesize((app) => samples.forEach((props) => new EnvironmentStack(app, props)));
    expect(Object.keys(ofFiles)).toContain(`cdktf.out/stacks/${samples[0]?.name}/cdk.tf.json`);
    expect(ofFiles).toEqual(ofTypeScript);
  });

  test("of the platform as files and as TypeScript give the same bytes", () => {
    const declared = declaredEnvironments(path.join(__dirname, "twins/platform"));
    const ofFiles = synthesize((app) => declared.forEach((one) => new DeclaredStack(app, one)));
    const samples = [platform.platformOnAws, platform.platformOnAzure, platform.platformInVault];
    const ofTypeScript = synthesize((app) => samples.forEach((props) => new PlatformStack(app, props)));
    expect(Object.keys(ofFiles)).toContain("cdktf.out/stacks/pmp-vault/cdk.tf.json");
    expect(ofFiles).toEqual(ofTypeScript);
  });
});
