import type { GoogleCloud } from "../clouds/google";
import type { FakeSecretManager } from "../secret-manager";
import { valueToWrite, type Carriages, type Values } from "./carrier";

/** Makes what a stack declares in Google Cloud at the emulated Secret Manager, through the interface that it serves. */
export function googleCarriages(secrets: FakeSecretManager, google: GoogleCloud): Carriages {
  return { ...accountCarriages(google), ...secretCarriages(secrets) };
}

function accountCarriages({ workloadIdentityUsers: users }: GoogleCloud): Carriages {
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
        users.set(email, [...(users.get(email) ?? []), String(member)]);
      },
    },
  };
}

const nameOf = ({ project, secret_id }: Values) => `projects/${String(project)}/secrets/${String(secret_id)}`;

function secretCarriages(secrets: FakeSecretManager): Carriages {
  const call = (method: string, path: string, body?: object) => request(secrets.endpoint, method, path, body);
  return {
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
      put: async (values) => {
        const written = valueToWrite(values, "secret_data");
        if (written === undefined) return;
        const data = Buffer.from(written).toString("base64");
        await call("POST", `${String(values["secret"])}:addVersion`, { payload: { data } });
      },
    },
  };
}

async function request(endpoint: string, method: string, path: string, body?: object): Promise<unknown> {
  // The server is of this process, which waits for programs: a connection that was kept may be closed meanwhile.
  const options = { method, headers: { connection: "close" }, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await fetch(`${endpoint}${path}`, options);
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response.json();
}
