import * as fs from "node:fs";
import { CLUSTERS, ORDERS } from "../support/declarations";
import { cli, folderOf } from "../support/terminal";

const SECRETS = `adminPassword: { generated: {} }
constants:
  A.Own: { external: {} }
  A.Others: { external: { entry: shared/mail } }
`;

describe("variables --all", () => {
  const folder = folderOf({ "clusters.yaml": CLUSTERS, "orders.yaml": `${ORDERS}${SECRETS}` });
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  const print = async (...options: readonly string[]) =>
    (await cli(["variables", "orders", "-d", folder, ...options])).out.replaceAll(folder, "FOLDER");

  test("lists what is filled, what somebody else made, and what is made anew", async () => {
    expect(await print("--all")).toBe(`# Secrets of orders: fill in, keep out of Git.
# database-password of orders; raise its revision to write it
TF_VAR_orders_database_password=
# To write by hand, once the apply has made the entries:
#   npx cdktf-mendix-secret-store fill orders mx-const-A.Own --directory=FOLDER
# To be there already, made by somebody else:
#   mx-const-A.Others in shared/mail
# Made anew by the apply, so that the old value ends:
#   mx-admin-password
`);
  });

  test("says the same as data", async () => {
    const data = JSON.parse(await print("--all", "--json")) as Readonly<Record<string, unknown>>;
    expect(data).toMatchObject({
      fill: [{ key: "mx-const-A.Own", entry: "prod/mendix/orders/mx-const-A.Own" }],
      existing: [{ key: "mx-const-A.Others", entry: "shared/mail" }],
      generated: ["mx-admin-password"],
    });
    expect(Object.keys(JSON.parse(await print("--json")) as object)).toEqual(["environment", "variables"]);
  });

  test("asks for each value in PowerShell", async () => {
    expect(await print("--format", "powershell")).toContain(
      "$env:TF_VAR_orders_database_password = [Net.NetworkCredential]::new('', (Read-Host 'TF_VAR_orders_database_password' -AsSecureString)).Password\n",
    );
  });
});
