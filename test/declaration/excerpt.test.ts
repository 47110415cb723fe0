import { formatProblem } from "../../lib/core/problem";
import { changed, ORDERS, problemsIn } from "../support/declarations";

const vault = ORDERS.replace("awsSecretsManager: {}", "vault: { address: ADDRESS }");
const policy = (text: string) => changed("awsSecretsManager: {}", `awsSecretsManager: { resourcePolicy: ${text} }`);

/** Files that are wrong where a secret stands, too. */
const FILES: Readonly<Record<string, string>> = {
  "the address of a Vault": vault.replace("ADDRESS", "'https://admin:hunter2@vault.example.com:8200'"),
  "a host": changed("db.example.com:5432", "admin:hunter2@db.example.com:5432"),
  "a host, by a scheme": changed("db.example.com:5432", "postgresql://admin:hunter2@db.example.com"),
  "an endpoint": changed("bucket: acme-files", "bucket: acme-files\n    endpoint: https://key:hunter2@s3.example.com"),
  "the source of the app": changed(
    "oci-image://registry.example.com/orders:1.4.2",
    "ftp://u:hunter2@example.com/a.mda",
  ),
  "a signed source": changed("oci-image://registry.example.com/orders:1.4.2", "ftp://example.com/a.mda?sig=hunter2"),
  "the app's URL": `${ORDERS}    appUrl: "https://u:hunter2@orders.example.com"\n`,
  "a field of the app": `${ORDERS}    rawSpec: { licenceKey: hunter2 }\n`,
  "a resource policy": policy("hunter2"),
  "a JDBC URL": changed("    username: orders", "    username: orders\n    jdbcUrl: 'jdbc:mysql://u:hunter2@db/x'"),
  "a JDBC URL, by an encoded parameter": changed(
    "    username: orders",
    "    username: orders\n    jdbcUrl: 'jdbc:postgresql://db/other?p%61ssword=hunter2'",
  ),
  "a JDBC URL of Oracle's": changed(
    "    username: orders",
    "    username: orders\n    jdbcUrl: 'jdbc:oracle:thin:scott/hunter2@//db:1521/x'",
  ),
  "a variable without quotes": `${ORDERS}    environmentVariables: { DB_PASSWORD: 48151623 }\n`,
  "a tag without quotes": changed("irsa: {}", "irsa: { tags: { pin: 48151623 } }"),
};

describe("what is printed of a file", () => {
  test.each(Object.entries(FILES))("does not repeat the secret in %s", (_, text) => {
    const problems = problemsIn(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(formatProblem).join("\n")).not.toMatch(/hunter2|48151623/);
  });

  test("shows a value that is none, and the rest of one that holds one", () => {
    const [region] = problemsIn(changed("bucket: acme-files", "bucket: acme-files\n    region: europe"));
    expect(region?.excerpt).toContain("region: europe\n");
    const [host] = problemsIn(FILES["a host, by a scheme"] ?? "");
    expect(host?.excerpt).toContain("host: postgresql://...@db.example.com\n");
  });
});
