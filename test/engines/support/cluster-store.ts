import { Reference } from "../../../lib/core/expression";
import type { Entry, Setting } from "../../../lib/core/entry";
import { SecretStore, type StoreContext, type StoreShare } from "../../../lib/core/parts";
import { SecretValue } from "../../../lib/core/secret-value";
import { Share } from "../../../lib/core/share";

const CLIENT_ID = "store/client-id";

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
    const clientId = this.clientId === undefined ? {} : { clientID: new Reference(CLIENT_ID, "output", "client id") };
    const share = new Share();
    if (this.clientId !== undefined) {
      const input = this.clientId;
      share.make(() => [{ kind: "resource", type: "terraform_data", path: CLIENT_ID, arguments: { input } }]);
    }
    return Object.assign(share, {
      entries: [entry],
      mount: {
        kind: "SecretProviderClass",
        provider: "aws",
        parameters: { objects: '- objectName: "${not} %{a} template"\n  objectType: secretsmanager\n', ...clientId },
      } as const,
      remoteValues: Object.fromEntries(keys.map(({ key }) => [key, { key: entry.name, property: key }])),
    });
  }
}
