import { GoogleCloud } from "../../engines/clouds/google";
import { crc32c } from "../../engines/clouds/crc32c";
import { fieldsOf, lengthField, textOf } from "../../engines/csi/protobuf";
import { FakeSecretManager } from "../../engines/secret-manager";
import { forged, ISSUER, request, token } from "./token";

const POOL = "acme.svc.id.goog";
const MEMBER = `principal://iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/${POOL}/subject/ns/mendix/sa/orders`;
const NAME = "projects/acme/secrets/own";

let secrets: FakeSecretManager;
let google: GoogleCloud;

beforeEach(async () => {
  secrets = await FakeSecretManager.start();
  google = new GoogleCloud(ISSUER, { id: "acme", number: "123" }, secrets);
  secrets.put(NAME, "value", MEMBER);
});

afterEach(() => secrets.stop());

const exchange = (subject_token: string, pool = POOL) =>
  google.answer(
    request(
      "https://securetoken.googleapis.com/v1/identitybindingtoken",
      JSON.stringify({ subject_token, audience: `identitynamespace:${pool}:cluster` }),
    ),
  );

function access(resource: string, claims: object = {}) {
  const answer = exchange(token({ aud: [POOL], ...claims })) as { body: { access_token: string } };
  const message = lengthField(1, resource);
  const frame = Buffer.concat([Buffer.alloc(1), Buffer.from([0, 0, 0, message.length]), message]);
  const path = "google.cloud.secretmanager.v1.SecretManagerService/AccessSecretVersion";
  const authorization = `Bearer ${answer.body.access_token}`;
  return google.answer(request(`https://secretmanager.googleapis.com/${path}`, frame, { authorization }));
}

describe("the emulator of Google's exchange of tokens", () => {
  it.each<[string, () => unknown]>([
    ["another audience", () => exchange(token({ aud: ["vault"] }))],
    ["another project's pool", () => exchange(token({ aud: ["other.svc.id.goog"] }), "other.svc.id.goog")],
    ["a signature of somebody else", () => exchange(forged({ aud: [POOL] }))],
  ])("refuses %s", (_, attempt) => {
    expect(attempt()).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });
});

describe("the emulator of Secret Manager", () => {
  it.each(["projects/acme", "projects/123"])("gives the latest version to its reader by the name of %s", (project) => {
    const message = access(`${project}/secrets/own/versions/latest`) as Buffer;
    expect(textOf(message, 1)).toBe("projects/123/secrets/own/versions/1");
    const payload = fieldsOf(message).find(({ number }) => number === 2)?.value as Buffer;
    expect(fieldsOf(payload)).toEqual([
      { number: 1, value: Buffer.from("value") },
      { number: 2, value: crc32c(Buffer.from("value")) },
    ]);
  });

  it.each<[string, number, () => unknown]>([
    ["another ServiceAccount", 7, () => access(`${NAME}/versions/latest`, { sub: "system:serviceaccount:mendix:b" })],
    ["another namespace", 7, () => access(`${NAME}/versions/latest`, { sub: "system:serviceaccount:b:orders" })],
    ["another project's secret", 7, () => access("projects/other/secrets/own/versions/latest")],
    ["a version that was never made", 5, () => access(`${NAME}/versions/7`)],
    ["a name with a dot", 3, () => access("projects/acme/secrets/own.key/versions/latest")],
  ])("refuses %s by gRPC's code", (_, status, attempt) => {
    expect(attempt()).toMatchObject({ status });
  });

  it("refuses a disabled version", () => {
    for (const version of secrets.secrets.get(NAME)?.versions ?? []) version.state = "DISABLED";
    expect(access(`${NAME}/versions/latest`)).toMatchObject({ status: 9 });
  });

  it("knows the checksum that clients compare", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  });
});
