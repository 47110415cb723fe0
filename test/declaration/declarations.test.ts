import { Cluster, describeEnvironment } from "../../lib";
import { changed, CLUSTERS, ORDERS, problemIn, problemsIn, read } from "../support/declarations";
import { sample } from "../support/samples";

describe("reading declarations", () => {
  test("a file gives the same blueprint as the props of TypeScript", () => {
    const [environment] = read({ "orders.yaml": ORDERS }).environments;
    const { oidcProviderArn = "" } = sample().cluster;
    const cluster = Cluster.eks({ name: "prod", context: "current", oidcProviderArn });
    const clusters = CLUSTERS.replace(/arn:.*/, oidcProviderArn);
    const [same] = read({ "clusters.yaml": clusters, "orders.yaml": ORDERS }).environments;
    expect(environment?.blueprint.problems).toEqual([]);
    const { stack: _, ...blueprint } = same?.blueprint ?? {};
    expect(blueprint).toEqual({ ...describeEnvironment({ ...sample(), cluster }) });
  });

  test("a problem has the file, the line and the column, shows the line, and speaks of files", () => {
    expect(problemIn(changed("prefix: orders", "prefix: /orders"))).toEqual({
      code: "MX-S3-PREFIX",
      environment: "orders",
      prop: "storage.prefix",
      location: "environments/orders.yaml:21:13",
      excerpt: "    21 |     prefix: /orders\n                     ^",
      message: `"/orders" is not a directory of the bucket: letters, digits and ! _ . ' ( ) -, no slash at either end, known at synthesis.`,
      fix: 'Write prefix: "orders-prod", or leave it out.',
    });
  });

  test("a problem of a key stands where the prop that declares the key does", () => {
    const problem = problemIn(changed("fromVariable: {}", "fromVariable: { name: A }"));
    expect([problem.code, problem.location]).toEqual(["MX-VARIABLE-NAME", "environments/orders.yaml:16:5"]);
  });

  test("a problem of the cluster stands in clusters.yaml, and is told once", () => {
    const { problems } = read({
      "clusters.yaml": CLUSTERS.replace("111122223333", "1111"),
      "a.yaml": ORDERS,
      "b.yaml": ORDERS.replaceAll("orders", "shop"),
    });
    expect(problems.filter(({ code }) => code === "MX-CLUSTER-PROVIDER").map(({ location }) => location)).toEqual([
      "environments/clusters.yaml:4:22",
    ]);
  });

  test("two files that claim one name are both named", () => {
    const { problems } = read({ "a.yaml": ORDERS, "b.yaml": ORDERS });
    expect(problems.map(({ code, location }) => `${code} ${location}`)).toContain(
      "MX-COLLISION environments/b.yaml:1:7",
    );
    expect(problems[0]?.message).toContain("environments/a.yaml");
  });

  test("what two files use of somebody else's is a note of each", () => {
    const shared = ORDERS.replace("irsa: {}", "irsaFromExistingRole: { roleArn: arn:aws:iam::111122223333:role/apps }");
    const files = { "a.yaml": shared, "b.yaml": shared.replaceAll("orders", "shop") };
    const { environments, problems } = read(files);
    expect(problems).toEqual([]);
    expect(environments.map(({ blueprint }) => blueprint.warnings)).toEqual([
      [`The IAM role "apps" is somebody else's, and is used by shop, too: what one of them may read, all may.`],
      [`The IAM role "apps" is somebody else's, and is used by orders, too: what one of them may read, all may.`],
    ]);
  });

  test("a secret on the same line as a problem is not shown", () => {
    const text = changed(
      "    password:\n      fromVariable: {}\n",
      "    password: hunter2\n    tls: { a: hunter2, b: 1 }\n    jdbcUrl: 5\n",
    );
    const flow = "name: orders\nadminPassword: {hunter2: , x: hunter2}\nversions: {operator: 1.5, password: hunter2}\n";
    for (const problems of [problemsIn(text), problemsIn(flow)]) {
      expect(problems.length).toBeGreaterThan(2);
      expect(JSON.stringify(problems)).not.toContain("hunter2");
    }
  });

  test.each([
    ["a secret as its own options", "fromVariable: hunter2", "MX-PROP"],
    ["a number as its own options", "fromVariable: 48124812", "MX-PROP"],
    ["a secret as an option", "fromVariable: { hunter2: x }", "MX-PROP-UNKNOWN"],
    ["a secret as a revision", "fromVariable: { revision: hunter2 }", "MX-PROP"],
    ["a number as a variable's name", "fromVariable: { name: 48124812 }", "MX-YAML-PLAIN"],
  ])("%s is not shown", (_, written, code) => {
    const problem = problemIn(changed("fromVariable: {}", written));
    expect(problem.code).toBe(code);
    expect(JSON.stringify(problem)).not.toMatch(/hunter2|48124812/);
  });

  test("a slip in the name of a secret's option is shown, with the name that was meant", () => {
    expect(problemIn(changed("fromVariable: {}", "fromVariable: { revison: 2 }")).message).toBe(
      '"revison" is not a property of database.postgresql.password.fromVariable. Did you mean revision?',
    );
  });

  test.each([
    ["a number as a version", changed("2.25.1", "2.10"), "MX-YAML-PLAIN", 'Write "2.10".'],
    ["a truth value as a text", changed("name: orders\n", "name: true\n"), "MX-YAML-PLAIN", 'Write "true".'],
    ["an account without quotes", `${ORDERS}constants:\n  Shop.Max: 10\n`, "MX-YAML-PLAIN", "Put it in quotes."],
    [
      "a secret as text",
      changed("      fromVariable: {}", "      hunter2"),
      "MX-SECRET-PLAIN",
      "Write { fromVariable: {} }",
    ],
    [
      "a secret as a number",
      changed("      fromVariable: {}", "      12345678"),
      "MX-SECRET-PLAIN",
      "{ external: {} }",
    ],
    ["an unknown way of a secret", changed("fromVariable", "variable"), "MX-CHOICE", "Write one of fromVariable"],
    ["an unknown property", changed("namespace:", "namspace: x\nnamespace:"), "MX-PROP-UNKNOWN", "Write one of name, "],
    [
      "an unknown kind",
      changed("awsSecretsManager", "awsSecretManager"),
      "MX-CHOICE",
      "Write one of awsSecretsManager",
    ],
    ["two kinds", changed("  irsa: {}", "  irsa: {}\n  podIdentity: {}"), "MX-CHOICE", "Write one of irsa, "],
    ["no kind", changed("  irsa: {}", "  {}"), "MX-CHOICE", "Write one of irsa, "],
    [
      "a kind as a text",
      changed("identity:\n  irsa: {}", "identity: irsa"),
      "MX-PROP",
      "Write identity: with one of irsa",
    ],
    ["an empty kind", changed("  irsa: {}", "  irsa:"), "MX-PROP", "Write irsa: {}."],
    ["a missing property", changed("    bucket: acme-files\n", ""), "MX-PROP", 'Write bucket: "acme-files".'],
    ["an empty property", changed("mendix\ncluster", "\ncluster"), "MX-PROP", 'Write namespace: "mendix". Or take'],
    [
      "a list for a map",
      changed("  operator: 2.25.1\n  mendix: 10.24.14", "  - 2.25.1"),
      "MX-PROP",
      "Write versions with operator",
    ],
    ["a wrong value of a few", `${ORDERS}    dtapMode: production\n`, "MX-PROP", "Write one of D, P."],
    ["a text for a number", `${ORDERS}    replicas: two\n`, "MX-PROP", "Write replicas: 2."],
    ["an unknown cluster", changed("cluster: prod", "cluster: prd"), "MX-CLUSTER-UNKNOWN", "Write one of prod"],
    ["a stack's name with a slash", `${ORDERS}terraform:\n  stack: a/b\n`, "MX-NAME", 'Write stack: "orders-prod"'],
    [
      "a secret of a provider",
      `${ORDERS}terraform:\n  providers:\n    aws: { secret_key: hunter2 }\n`,
      "MX-SECRET-PLAIN",
      "export the variable",
    ],
  ])("%s is a problem that says what to write", (_, text, code, fix) => {
    const problem = problemIn(text);
    expect(problem.code).toBe(code);
    expect(problem.fix).toContain(fix);
    expect(problem.location).toMatch(/^environments\/orders\.yaml:\d+:\d+$/);
    expect(JSON.stringify(problem)).not.toContain("hunter2");
  });

  test("the clusters' file is checked like the others, and what follows from its problems is not told", () => {
    const { problems } = read({ "clusters.yaml": "prod:\n  eks: { acount: '1' }\n", "orders.yaml": ORDERS });
    expect(problems.map(({ code, location }) => `${code} ${location}`)).toEqual([
      "MX-PROP-UNKNOWN environments/clusters.yaml:2:10",
    ]);
  });

  test.each([["sub/clusters.yaml"], ["clusters.yml"], ["defaults.yml"]])("a second %s is refused", (path) => {
    const { problems } = read({
      "defaults.yaml": "namespace: mendix\n",
      [path]: "namespace: x\n",
      "orders.yaml": ORDERS,
    });
    expect(problems).toMatchObject([{ code: "MX-YAML-FILE", location: `environments/${path}` }]);
  });

  test("two stacks never share a state", () => {
    const backend = "terraform:\n  backend:\n    s3: { bucket: states, key: mendix.tfstate }\n";
    const shop = ORDERS.replaceAll("orders", "shop");
    const shared = read({ "a.yaml": ORDERS + backend, "b.yaml": shop + backend }).problems;
    const own = backend.replace("mendix.tfstate", "'{cluster}/{namespace}/{name}/{stack}.tfstate'");
    const apart = read({ "a.yaml": ORDERS + own, "b.yaml": shop + own });
    expect(shared).toMatchObject([{ code: "MX-COLLISION", prop: "terraform.backend" }]);
    expect(apart.problems).toEqual([]);
    expect(apart.environments.map(({ stack }) => stack.backend.arguments["key"])).toEqual([
      "prod/mendix/orders/orders.tfstate",
      "prod/mendix/shop/shop.tfstate",
    ]);
  });
});
