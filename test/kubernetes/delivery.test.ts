import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App as CdktfApp, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { parse } from "yaml";
import { App, Delivery, describeEnvironment, MendixSecretStoreEnvironment } from "../../lib";
import { omit } from "../support/omit";
import { sample } from "../support/samples";
import { newStack, resourcesOf, synthesize } from "../support/synthesize";

const manifests = Delivery.manifests({ directory: "manifests" });
const app = App.standalone({ sourceUrl: "oci-image://registry/a:1", appUrl: "x.example.com" });

describe("Delivery.terraform", () => {
  it("applies the ServiceAccount by its own type and the rest as manifests, under its own field manager", () => {
    const synthesized = synthesize(sample());
    expect(resourcesOf(synthesized, "kubernetes_service_account_v1")).toMatchObject([
      {
        metadata: {
          name: "orders",
          namespace: "mendix",
          annotations: { "privatecloud.mendix.com/environment-account": "true" },
        },
      },
    ]);
    const objects = resourcesOf(synthesized, "kubernetes_manifest");
    const kindOf = ({ manifest }: (typeof objects)[number]) => (manifest as { kind: string }).kind;
    expect(objects.map((object) => [kindOf(object), omit(object, "manifest", "depends_on")])).toEqual(
      ["MendixApp", "SecretProviderClass"].map((kind) => [
        kind,
        { field_manager: { name: "cdktf-mendix-secret-store" }, computed_fields: ["metadata.creationTimestamp"] },
      ]),
    );
  });

  it("applies exactly the objects of the blueprint", () => {
    const props = sample({ app });
    const { objects } = describeEnvironment(props);
    const applied = resourcesOf(synthesize(props), "kubernetes_manifest").map(({ manifest }) => manifest);
    expect(applied).toEqual([objects[2], objects[1]]);
  });
});

describe("Delivery.manifests", () => {
  const environment = (changes: Parameters<typeof sample>[0] = {}) =>
    new MendixSecretStoreEnvironment(newStack(), "environment", sample({ delivery: manifests, ...changes }));

  it("writes each object of the blueprint, and a kustomization that names them", () => {
    const { blueprint, manifests: files } = environment();
    const directory = "prod/mendix/orders";
    const parsed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, parse(text) as unknown]));
    expect(parsed).toEqual({
      [`${directory}/service-account.yaml`]: blueprint.objects[0],
      [`${directory}/secret-provider-class.yaml`]: blueprint.objects[1],
      [`${directory}/mendix-app.yaml`]: blueprint.objects[2],
      [`${directory}/kustomization.yaml`]: {
        apiVersion: "kustomize.config.k8s.io/v1beta1",
        kind: "Kustomization",
        resources: ["service-account.yaml", "secret-provider-class.yaml", "mendix-app.yaml"],
      },
    });
  });

  it("needs no Kubernetes provider", () => {
    expect(environment().blueprint.providers).toEqual(["aws"]);
  });

  it("refuses what only Terraform will know", () => {
    const token = new TerraformVariable(newStack(), "v", {}).stringValue;
    const source = App.standalone({ sourceUrl: `oci-image://registry/a:${token}` });
    const { problems } = describeEnvironment(sample({ delivery: manifests, app: source }));
    expect(problems.map(({ code, prop, message }) => [code, prop, message])).toEqual([
      [
        "MX-MANIFEST-UNKNOWN",
        "delivery",
        "The MendixApp needs the value of a Terraform token, and a manifest is written before an apply.",
      ],
    ]);
  });

  it("writes the files when the app is synthesized, and none where an environment is wrong", () => {
    const directory = path.relative(process.cwd(), fs.mkdtempSync(path.join(os.tmpdir(), "manifests-")));
    const synth = (changes: Parameters<typeof sample>[0]) => {
      const cdktf = new CdktfApp({ outdir: path.join(directory, "out") });
      const stack = new TerraformStack(cdktf, "orders");
      new LocalBackend(stack, { path: "state" });
      new AwsProvider(stack, "aws", { region: "eu-west-1" });
      const delivery = Delivery.manifests({ directory: path.join(directory, "manifests") });
      new MendixSecretStoreEnvironment(stack, "environment", sample({ delivery, ...changes }));
      cdktf.synth();
    };
    expect(() => synth({ namespace: "Wrong" })).toThrow(/MX-NAME/);
    expect(fs.readdirSync(directory)).toEqual(["out"]);
    expect(fs.readdirSync(path.join(directory, "out", "stacks"))).toEqual([]);
    synth({});
    expect(fs.readdirSync(path.join(directory, "manifests/prod/mendix/orders")).sort()).toEqual([
      "kustomization.yaml",
      "mendix-app.yaml",
      "secret-provider-class.yaml",
      "service-account.yaml",
    ]);
    fs.rmSync(directory, { recursive: true });
  });
});
