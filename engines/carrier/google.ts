import type { GoogleCloud } from "../clouds/google";
import type { FakeSecretManager } from "../secret-manager";
import type { Carriages, Values } from "./carrier";

/** Makes what a stack declares in Google Cloud at the emulated Secret Manager, through the interface that it serves. */
export function googleCarriages(secrets: FakeSecretManager, google: GoogleCloud): Carriages {
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${secrets.endpoint}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
  const nameOf = ({ project, secret_id }: Values) => `projects/${String(project)}/secrets/${String(secret_id)}`;
  return {
    google_service_account: {
      computed: ({ account_id = "", project = "" }) => {
        const email = `${account_id}@${project}.iam.gserviceaccount.com`;
        return { email, name: `projects/${project}/serviceAccounts/${email}`, member: `serviceAccount:${email}` };
      },
      put: () => undefined,
    },
    google_service_account_iam_member: {
      put: ({ service_account_id, member }) => {
        const email = String(service_account_id).split("/").at(-1) ?? "";
        google.workloadIdentityUsers.set(email, [...(google.workloadIdentityUsers.get(email) ?? []), String(member)]);
      },
    },
    google_secret_manager_secret: {
      computed: (values) => ({ id: nameOf(values), name: nameOf(values) }),
      put: async (values) => {
        if (secrets.secrets.has(nameOf(values))) return;
        await call("POST", `projects/${String(values["project"])}/secrets?secretId=${String(values["secret_id"])}`, {});
      },
      // Somebody may have deleted it before.
      remove: async (values) => {
        if (secrets.secrets.has(nameOf(values))) await call("DELETE", nameOf(values));
      },
    },
    google_secret_manager_secret_iam_member: {
      put: async ({ project, secret_id, role, member }) => {
        const id = String(secret_id).split("/").at(-1);
        const name = `projects/${String(project)}/secrets/${id}`;
        const { bindings = [] } = (await call("GET", `${name}:getIamPolicy`)) as { bindings?: object[] };
        await call("POST", `${name}:setIamPolicy`, {
          policy: { bindings: [...bindings, { role, members: [member] }] },
        });
      },
    },
    google_secret_manager_secret_version: {
      put: async ({ secret, secret_data, secret_data_wo }) => {
        const written = secret_data_wo ?? secret_data;
        if (written === undefined) return;
        const data = Buffer.from(String(written)).toString("base64");
        await call("POST", `${String(secret)}:addVersion`, { payload: { data } });
      },
    },
  };
}
