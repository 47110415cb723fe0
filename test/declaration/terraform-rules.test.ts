import { CLUSTERS, ORDERS, problemIn, problemsIn, read } from "../support/declarations";

const terraform = (yaml: string) => `${ORDERS}terraform: ${yaml}\n`;

test.each([
  [
    "{ providers: { kubernets: { config_context: prod } } }",
    'MX-PROP-UNKNOWN "kubernets" is not a provider of an environment. Did you mean kubernetes?',
  ],
  ["{ providers: { AWS: {} } }", 'MX-PROP-UNKNOWN "AWS" is not a provider of an environment.'],
  ["{ providers: { aws: { region: eu-wst-1 } } }", 'MX-AWS-PLACE "eu-wst-1" is not a region of AWS.'],
  ["{ backend: { s4: { bucket: states } } }", 'MX-PROP-UNKNOWN "s4" is not a backend of Terraform. Did you mean s3?'],
  ["{ stack: Con }", 'MX-NAME-RESERVED "Con" is a device of Windows: no folder of the output can be called so there.'],
  ["{ backend: {} }", "MX-CHOICE terraform.backend names no backend; exactly one is needed."],
  [
    "{ backend: { s3: {}, local: {} } }",
    "MX-CHOICE terraform.backend names 2 backends: s3, local; exactly one is needed.",
  ],
])("%s is refused", (yaml, expected) => {
  const { code, message, location } = problemIn(terraform(yaml));
  expect(`${code} ${message}`).toBe(expected);
  expect(location).toMatch(/^environments\/orders\.yaml:\d+:\d+$/);
});

test.each([
  "{ backend: { gcs: { bucket: states } } }",
  "{ providers: { azurerm: { features: [{}] }, aws: { region: eu-west-1 } } }",
])("%s is right: what an environment does not use may stand in its defaults", (yaml) => {
  expect(problemsIn(terraform(yaml))).toEqual([]);
});

describe("one slip is one problem", () => {
  test.each([
    ["host: db", "hot: db"],
    ["namespace:", "namepace:"],
    ["operator:", "opertor:"],
    ["bucket:", "buckt:"],
    ["region: eu-west-1", "region: eu-wst-1"],
  ])("%s written as %s", (from, to) => {
    const orders = ORDERS.replace("    bucket: acme-files\n", "    bucket: acme-files\n    region: eu-west-1\n");
    expect(orders).toContain(from);
    expect(problemsIn(orders.replace(from, to)).map(({ code }) => code)).toHaveLength(1);
  });
});

test("defaults that hold for no environment are told", () => {
  const { problems } = read({
    "clusters.yaml": CLUSTERS,
    "orders.yaml": ORDERS,
    "prod/defaults.yml": "namespace: x\n",
  });
  expect(problems.map(({ code, location }) => `${code} ${location}`)).toEqual([
    "MX-YAML-FILE environments/prod/defaults.yml",
  ]);
});
