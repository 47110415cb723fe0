import { Entra } from "../../engines/clouds/entra";
import { KeyVaults } from "../../engines/clouds/key-vault";
import { forged, ISSUER, request, token } from "./token";

const [TENANT, CLIENT, PRINCIPAL] = ["tenant-1", "client-1", "principal-1"];
const VAULT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/acme";
const AUD = ["api://AzureADTokenExchange"];

const entra = new Entra(ISSUER);
const keyVaults = new KeyVaults(entra.sessions);

beforeEach(() => {
  const subject = "system:serviceaccount:mendix:orders";
  const credentials = [{ issuer: ISSUER.issuer, subject, audiences: AUD }];
  entra.identities.splice(0, 1, { tenant: TENANT, clientId: CLIENT, principalId: PRINCIPAL, credentials });
  keyVaults.vaults.set("acme", { id: VAULT, tenant: TENANT, secrets: new Map() });
  keyVaults.assignments.splice(0, Infinity, {
    role: "Key Vault Secrets User",
    scope: `${VAULT}/secrets/own`,
    principalId: PRINCIPAL,
  });
  for (const name of ["own", "owner", "other"]) keyVaults.put("acme", name, `value of ${name}`);
});

function logIn(
  assertion: string,
  { tenant = TENANT, client = CLIENT, scope = "https://vault.azure.net/.default" } = {},
) {
  const form = new URLSearchParams({ client_id: client, client_assertion: assertion, scope }).toString();
  return entra.answer(request(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, form));
}

function read(path: string, scope?: string) {
  const { body } = logIn(token({ aud: AUD }), scope === undefined ? {} : { scope });
  const authorization = `Bearer ${(body as { access_token: string }).access_token}`;
  return keyVaults.answer(request(`https://acme.vault.azure.net/${path}`, "", { authorization }));
}

describe("the emulator of Entra ID", () => {
  it("gives a token to the subject of a federated credential", () => {
    expect(logIn(token({ aud: AUD }))).toMatchObject({ status: 200, body: { token_type: "Bearer" } });
  });

  it.each<[string, number, () => ReturnType<typeof logIn>]>([
    ["another tenant", 700016, () => logIn(token({ aud: AUD }), { tenant: "tenant-2" })],
    ["another client", 700016, () => logIn(token({ aud: AUD }), { client: "client-2" })],
    ["another issuer", 50027, () => logIn(token({ aud: AUD, iss: "https://other.example.com/" }))],
    ["an expired token", 50027, () => logIn(token({ aud: AUD, exp: 1 }))],
    ["a signature of somebody else", 50027, () => logIn(forged({ aud: AUD }))],
    ["another subject", 700213, () => logIn(token({ aud: AUD, sub: "system:serviceaccount:mendix:orders-2" }))],
    ["another audience", 700212, () => logIn(token({ aud: ["vault"] }))],
  ])("refuses %s by its own code", (_, code, attempt) => {
    expect(attempt().body).toMatchObject({ error_codes: [code] });
  });
});

describe("the emulator of Key Vault", () => {
  it("gives the newest version of a secret that a role reads, whatever its case", () => {
    keyVaults.put("acme", "own", "second");
    expect(read("secrets/OWN")).toMatchObject({ status: 200, body: { value: "second" } });
  });

  it.each([
    ["a neighbour whose name begins the same", "secrets/owner"],
    ["another secret", "secrets/other"],
    ["one that is not there", "secrets/none"],
  ])("refuses %s, and does not say whether it is there", (_, path) => {
    expect(read(path)).toMatchObject({ status: 403, body: { error: { innererror: { code: "ForbiddenByRbac" } } } });
  });

  it("refuses a token for another service", () => {
    expect(read("secrets/own", "https://management.azure.com/.default")).toMatchObject({ status: 401 });
  });

  it("refuses a disabled secret", () => {
    keyVaults.vaults
      .get("acme")
      ?.secrets.get("own")
      ?.forEach((version) => (version.enabled = false));
    expect(read("secrets/own")).toMatchObject({
      status: 403,
      body: { error: { innererror: { code: "SecretDisabled" } } },
    });
  });

  it("knows no version that was never made, and no name with a dot", () => {
    expect(read("secrets/own/0123")).toMatchObject({ status: 404 });
    expect(read("secrets/own.key")).toMatchObject({ status: 400 });
    expect(() => keyVaults.put("acme", "own.key", "x")).toThrow("takes no secret called own.key");
    expect(() => keyVaults.put("acme", "own", "")).toThrow("takes no empty value");
  });
});
