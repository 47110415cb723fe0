import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { Reference } from "../../../lib/core/expression";
import type { Blueprint } from "../../../lib/blueprint/blueprint";
import type { Entry, Setting } from "../../../lib/blueprint/entry";
import { SecretStore, type Bound, type StoreContext, type StoreShare } from "../../../lib/blueprint/parts";
import { SecretValue } from "../../../lib/values/secret-value";
import { Share } from "../../../lib/blueprint/share";

/**
 * A store that makes nothing in a cloud, so that a test needs a cluster only. One parameter of its
 * SecretProviderClass is known after an apply, as an Azure client id is.
 */
export class ClusterStore extends SecretStore {
  readonly title = "store of the tests";

  constructor(private readonly clientId?: string) {
    super();
  }

  describe({ keys }: StoreContext): StoreShare {
    const settings: Record<string, Setting> = {};
    const secrets: Record<string, SecretValue> = {};
    for (const { key, value } of keys) {
      if (SecretValue.isSecretValue(value)) secrets[key] = value;
      else settings[key] = value;
    }
    const entry: Entry = { id: "document", name: "document", content: { kind: "document", settings, secrets } };
    const clientId = this.clientId === undefined ? {} : { clientID: new Reference("test.clientId", "client id") };
    return Object.assign(new Share(), {
      entries: [entry],
      mount: {
        kind: "SecretProviderClass",
        provider: "aws",
        parameters: { objects: '- objectName: "${not} %{a} template"\n', ...clientId },
      } as const,
      remoteValues: Object.fromEntries(keys.map(({ key }) => [key, { key: entry.name, property: key }])),
    });
  }

  bind(scope: Construct, _blueprint: Blueprint, bound: Bound): void {
    if (this.clientId === undefined) return;
    const data = new TerraformResource(scope, "client-id", { terraformResourceType: "terraform_data" });
    data.addOverride("input", this.clientId);
    bound.references.set("test.clientId", data.getStringAttribute("output"));
  }
}
