import { readDeclarations, type Declarations } from "../../lib/declaration/declarations";
import type { Problem } from "../../lib";

export const CLUSTERS = `prod:
  eks:
    context: current
    oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC
`;

/** A file of an environment that is right; tests change the lines that they are about. */
export const ORDERS = `name: orders
namespace: mendix
cluster: prod
versions:
  operator: 2.25.1
  mendix: 10.24.14
store:
  awsSecretsManager: {}
identity:
  irsa: {}
database:
  postgresql:
    host: db.example.com:5432
    name: orders
    username: orders
    password:
      fromVariable: {}
storage:
  s3:
    bucket: acme-files
    prefix: orders
app:
  standalone:
    sourceUrl: oci-image://registry.example.com/orders:1.4.2
`;

/** Reads files by their paths below the folder `environments`; clusters.yaml is there unless it is given. */
export function read(files: Readonly<Record<string, string>>): Declarations {
  const all = { "clusters.yaml": CLUSTERS, ...files };
  const sources = Object.entries(all).map(([path, text]) => ({ path: `environments/${path}`, text }));
  return readDeclarations("environments", sources);
}

/** The problems of one environment's file. */
export function problemsIn(text: string): readonly Problem[] {
  return read({ "orders.yaml": text }).problems;
}

/** The one problem of one environment's file. */
export function problemIn(text: string): Problem {
  const problems = problemsIn(text);
  const [problem] = problems;
  if (!problem || problems.length > 1)
    throw new Error(`expected one problem, got ${JSON.stringify(problems, undefined, 2)}`);
  return problem;
}

/** The file with one text replaced, which has to be in it. */
export function changed(from: string, to: string): string {
  if (!ORDERS.includes(from)) throw new Error(`${from} is not in the file`);
  return ORDERS.replace(from, to);
}
