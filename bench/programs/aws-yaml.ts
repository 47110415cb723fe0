import * as fs from "node:fs";
import * as path from "node:path";

const CLUSTERS = `prod:
  eks:
    context: current
    oidcProviderArn: arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE
`;

/** The same environment as a file that a user writes. */
const environment = (name: string) => `name: ${name}
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
    host: orders.abc.eu-west-1.rds.amazonaws.com:5432
    name: ${name}
    username: ${name}
    authentication:
      rdsIam:
        resourceId: db-ABC123
storage:
  s3:
    bucket: acme-files
    prefix: ${name}
adminPassword:
  generated: {}
constants:
  Shop.WelcomePageTitle: Welcome
  Payments.ApiKey:
    fromVariable: {}
app:
  standalone:
    sourceUrl: oci-image://registry.example.com/orders:1.4.2
    replicas: 2
    dtapMode: P
`;

/** Writes a folder of declarations, one file for each environment. */
export function writeAwsDeclarations(folder: string, names: readonly string[]): void {
  fs.writeFileSync(path.join(folder, "clusters.yaml"), CLUSTERS);
  for (const name of names) fs.writeFileSync(path.join(folder, `${name}.yaml`), environment(name));
}
