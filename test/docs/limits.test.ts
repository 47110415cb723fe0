import * as fs from "node:fs";
import * as path from "node:path";
import {
  AwsSecretsManager,
  Database,
  describeEnvironment,
  FileStorage,
  Irsa,
  RdsIam,
  Vault,
  type MendixSecretStoreEnvironmentProps,
} from "../../lib";
import { LIMITS } from "../../scripts/limits";
import { limitsPage } from "../../scripts/limits-page";
import { azureSample, sharedVault, vault } from "../azure/samples";
import { sample } from "../support/samples";

type Declared = (value: never) => MendixSecretStoreEnvironmentProps;

const aws = (prop: string) => (value: unknown) => sample({ store: new AwsSecretsManager({ [prop]: value }) });
const inVault = (prop: string) => (value: unknown) => sample({ store: new Vault({ [prop]: value }) });
const inAzure = (prop: string) => (value: unknown) => azureSample({ store: vault({ [prop]: value }) });

/** How a value of a prop is declared, by the prop. */
const DECLARED: Readonly<Record<string, Declared>> = {
  name: (name: string) => sample({ name }),
  namespace: (namespace: string) => sample({ namespace }),
  "store.name": aws("name"),
  "store.recoveryWindowInDays": aws("recoveryWindowInDays"),
  "identity.roleName": (roleName: string) => sample({ identity: new Irsa({ roleName }) }),
  "storage.bucket": (bucket: string) => sample({ storage: FileStorage.s3({ bucket, region: "eu-west-1" }) }),
  "storage.prefix": (prefix: string) => sample({ storage: FileStorage.s3({ bucket: "acme-files", prefix }) }),
  "database.authentication.resourceId": (resourceId: string) =>
    sample({
      database: Database.postgresql({
        host: "db.abc.eu-west-1.rds.amazonaws.com",
        name: "orders",
        username: "orders",
        authentication: new RdsIam({ resourceId }),
      }),
    }),
  "store.prefix": (prefix: string) => azureSample({ store: sharedVault({ prefix }) }),
  ...Object.fromEntries(
    ["vaultName", "contentType", "tags", "softDeleteRetentionDays", "allowedIpRanges", "allowedSubnetIds"].map(
      (prop) => [`store.${prop}`, inAzure(prop)],
    ),
  ),
  ...Object.fromEntries(["path", "maxVersions", "tokenTtlInSeconds"].map((prop) => [`store.${prop}`, inVault(prop)])),
};

const found = (prop: string, value: unknown) =>
  describeEnvironment(DECLARED[prop]?.(value as never) ?? sample())
    .problems.filter((problem) => problem.prop === prop)
    .map(({ code }) => code);

describe("what a service takes", () => {
  it.each(LIMITS.flatMap(({ what, prop, edges }) => (edges ? [{ what, prop, edges }] : [])))(
    "$what: is taken, and nothing beside it",
    ({ what, prop, edges }) => {
      const code = LIMITS.find((row) => row.what === what)?.code;
      expect(Object.keys(DECLARED)).toContain(prop);
      for (const value of edges.taken) expect([value, found(prop, value)]).toEqual([value, []]);
      for (const value of edges.refused) expect([value, found(prop, value)]).toEqual([value, [code]]);
    },
  );

  it("is on the page: after a change run npm run schema", () => {
    expect(fs.readFileSync(path.join(__dirname, "../../docs/limits.md"), "utf8")).toBe(limitsPage());
  });

  it("has its page at the service", () => {
    for (const { source } of LIMITS) expect(source).toMatch(/^https:\/\/[a-z.]+\//);
  });
});
