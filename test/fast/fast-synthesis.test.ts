import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import { PAIRS } from "../../bench/programs/programs";
import { Delivery, MendixSecretStoreEnvironment } from "../../lib";
import { enableFastSynthesis } from "../../lib/fast/fast-synthesis";
import { ordersProd, shopTest } from "../../stacks/samples";
import { billingProd } from "../../stacks/samples-azure";
import { crmProd } from "../../stacks/samples-google";
import { labTest } from "../../stacks/samples-kubernetes";
import { stockProd } from "../../stacks/samples-vault";

/** Every file of an app's output. */
function output(build: (app: App) => void): Record<string, string> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "fast-"));
  const app = new App({ outdir, skipValidation: true });
  build(app);
  app.synth();
  const files = fs.readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => path.join(entry.parentPath, entry.name));
  const written = Object.fromEntries(texts.map((file) => [path.relative(outdir, file), fs.readFileSync(file, "utf8")]));
  fs.rmSync(outdir, { recursive: true });
  return written;
}

function stackOf(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new LocalBackend(stack, { path: `terraform.${id}.tfstate` });
  return stack;
}

const APPS: Readonly<Record<string, (app: App) => void>> = {
  "one stack": (app) => {
    const stack = stackOf(app, "all");
    for (const [pair, load] of Object.entries(PAIRS)) {
      for (const name of [`${pair}-a`, `${pair}-b`])
        new MendixSecretStoreEnvironment(stack, name, load().declare(name));
    }
  },
  "a stack each": (app) => {
    for (const props of [ordersProd, shopTest, stockProd, billingProd, crmProd, labTest]) {
      const delivery = Delivery.terraform();
      new MendixSecretStoreEnvironment(stackOf(app, props.name), "environment", { ...props, delivery });
    }
  },
  "references between stacks": (app) => {
    const first = stackOf(app, "first");
    const second = stackOf(app, "second");
    const { node } = new MendixSecretStoreEnvironment(first, "environment", shopTest);
    const role = node.findChild("identity").node.findChild("role") as unknown as { arn: string };
    new TerraformOutput(second, "role", { value: role.arn });
  },
};

describe("fast synthesis", () => {
  const slow = Object.fromEntries(Object.entries(APPS).map(([title, build]) => [title, output(build)]));

  beforeAll(() => {
    expect(enableFastSynthesis()).toBe(true);
  });

  it.each(Object.keys(APPS))("writes the same bytes for %s", (title) => {
    expect(output(APPS[title]!)).toEqual(slow[title]);
    expect(Object.keys(slow[title] ?? {}).length).toBeGreaterThan(1);
  });

  it("keeps no stack trace of tokens", () => {
    const { captureStackTrace } = jest.requireActual<{ captureStackTrace: () => string[] }>(
      "cdktf/lib/tokens/private/stack-trace",
    );
    expect(captureStackTrace()).toEqual([]);
  });

  it("leaves any other version of cdktf as it is", () => {
    jest.isolateModules(() => {
      jest.doMock("cdktf/package.json", () => ({ version: "0.22.0" }));
      const module = jest.requireActual<{ captureStackTrace: unknown }>("cdktf/lib/tokens/private/stack-trace");
      const before = module.captureStackTrace;
      const fast = jest.requireActual<{ enableFastSynthesis: () => boolean }>("../../lib/fast/fast-synthesis");
      expect(fast.enableFastSynthesis()).toBe(false);
      expect(module.captureStackTrace).toBe(before);
    });
  });
});
