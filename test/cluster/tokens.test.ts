import { TerraformVariable, Token } from "cdktf";
import { VaultDatabase, VaultDatabaseEngine, VaultAuth, VaultStaticRole, SecretValue, VaultLogin } from "../../lib";
import { CsiProvider, describeClusterPrerequisites } from "../../lib/cluster";
import { newStack } from "../support/synthesize";
import { cluster, problemsOfPart } from "./vault-parts";

const list = () => Token.asList(new TerraformVariable(newStack(), "list", { type: "list(string)" }));

const number = () => new TerraformVariable(newStack(), "number", { type: "number" }).numberValue;

/** What is told of a value that only Terraform knows. */
const refused = (kind: string, prop: string): unknown[] => [
  expect.objectContaining({
    code: "MX-TOKEN",
    prop,
    message: `${prop} is a ${kind} of cdktf that only Terraform knows: it has no value at synthesis.`,
  }),
];

describe("of the tokens of cdktf is refused by name", () => {
  test("a list of keys of a Vault's login", () => {
    const props = { cluster, login: VaultLogin.JWT, publicKeys: list() };
    expect(problemsOfPart((stack) => new VaultAuth(stack, "auth", props))).toEqual(refused("list", "publicKeys"));
  });

  test("a number of a role of a Vault's database", () => {
    const props = {
      name: "orders-db",
      engine: VaultDatabaseEngine.POSTGRESQL,
      host: "db.example.com",
      database: "orders",
      username: "vault",
      password: SecretValue.fromVariable(),
      roles: [new VaultStaticRole({ name: "orders", username: "orders", rotationPeriodInSeconds: number() })],
    };
    expect(problemsOfPart((stack) => new VaultDatabase(stack, "database", props))).toEqual(
      refused("number", "roles[0].rotationPeriodInSeconds"),
    );
  });

  test("a list of namespaces of a cluster", () => {
    const { problems, resources } = describeClusterPrerequisites({
      cluster,
      providers: [CsiProvider.aws()],
      namespaces: list(),
    });
    expect(problems).toEqual(refused("list", "namespaces"));
    expect(resources).toEqual([]);
  });
});
