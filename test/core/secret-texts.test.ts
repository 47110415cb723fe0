import { misplacedSecrets } from "../../lib/core/misplaced-secrets";
import { secretIn, withoutSecrets } from "../../lib/core/secret-texts";

/** Texts with the secret `hunter2` in them, and others that are secret as a whole. */
const SECRET = [
  "postgres://u:hunter2@h/db",
  "https://u:hunter2@h",
  "https://u:hunter2%40x@h/",
  "redis://:hunter2@h:6379",
  "mongodb+srv://u:hunter2/w@h/db",
  "jdbc:mysql://(host=db,port=3306,user=u,password=hunter2)/x",
  "jdbc:mysql://address=(host=db)(user=u)(password=hunter2)/x",
  "jdbc:sqlserver://h;user=u;password = hunter2;",
  "jdbc:postgresql://h/db?p%61ssword=hunter2",
  "jdbc:postgresql://h/db?sslPassword=hunter2",
  "jdbc:oracle:thin:scott/hunter2@//db:1521/x",
  "Server=h;User Id=u;Password=hunter2;",
  "host=h user=u password=hunter2",
  "host=h password='my hunter2' user=u",
  "--token=hunter2",
  'a text with "password=hunter2" in quotes',
  "https://b.s3.amazonaws.com/a.mda?X-Amz-Signature=hunter2-0123456789abcdef",
  "https://acc.blob.core.windows.net/c/a.mda?sv=2020&sp=r&sig=hunter2abcdefghijklmnop%3D",
  "AccountName=x;AccountKey=hunter2abcdefghijklmnop==;",
  "Bearer hunter2.abcdefghijk",
  "Basic aHVudGVyMg==",
  "AKIAIOSFODNN7EXAMPLE",
  "ghp_abcdefghijklmnopqrstuvwx0123456789",
  "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
  "-----BEGIN RSA PRIVATE KEY-----\nhunter2",
];

const HARMLESS = [
  "https://host:8080/@scope/x",
  "oci-image://registry:5000/x@sha256:abc",
  "https://user@host/x",
  "ssh://git@github.com/x",
  "https://{user}:{password}@h/",
  "https://user:****@h",
  "https://h/?token={1}",
  "https://h/reset?token=",
  "https://h/?page=1&key=abc&tokenUrl=x",
  "https://login.microsoftonline.com/x/oauth2/v2.0/token",
  "jdbc:sqlserver://h:1433;databaseName=orders;encrypt=true;trustServerCertificate=false;",
  "jdbc:postgresql://db.example.com:5432/orders?sslmode=require",
  "mailto:a@b.c",
  "vault kv put -mount=secret x database-password=-",
  "TF_VAR_orders_database_password=... npx cdktf deploy",
  "x=<password>",
  "password=$PASSWORD",
  "-----BEGIN CERTIFICATE-----\nabc",
  "secret = love",
  "Bearer of bad news",
  "Basic authentication",
  "system:serviceaccount:mendix:orders",
  "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC",
];

test("a secret is known by its look", () => {
  expect(SECRET.filter((text) => secretIn(text) === undefined)).toEqual([]);
  expect(HARMLESS.filter((text) => secretIn(text) !== undefined)).toEqual([]);
});

test("what is printed holds none, and everything else", () => {
  expect(SECRET.map(withoutSecrets).filter((text) => /hunter2|EXAMPLE|aHVudGVy|ghp_a/.test(text))).toEqual([]);
  expect(HARMLESS.map(withoutSecrets)).toEqual(HARMLESS);
  expect(withoutSecrets("a https://u:hunter2@h b Password=x; c")).toBe(
    "a https://...@h b Password=x; c".replace("=x", "=..."),
  );
});

test("a document in a text is looked through, too", () => {
  expect(secretIn('{"host":"h","password": "hunter2"}')).toBe("a value of password");
  expect(secretIn('{"tokenUrl":"https://h","passwordMinLength":"8","token":""}')).toBeUndefined();
  expect(withoutSecrets('{"secret": "mendix/shared"}')).toBe('{"secret": "mendix/shared"}');
});

test("data of anybody's names is looked through: keys, names beside values, options in front of words", () => {
  const data = {
    password: ["x"],
    nested: { Authorization: "x", token: true, secret: "" },
    headers: [{ name: "Authorization", value: "x" }],
    exec: { env: { GIT_PAT: "abc", DATABASE_URL: "postgres://u:p@h/db" }, args: ["--token", "abc", "get-token"] },
    env: [
      { name: "DB_PASSWORD", value: "x" },
      { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "x" } } },
    ],
    volumes: [{ secret: { secretName: "x" } }],
    words: ["--password=x"],
  };
  expect(misplacedSecrets(data).map(({ path }) => path.join("."))).toEqual([
    "password",
    "nested.Authorization",
    "headers.0.value",
    "exec.env.GIT_PAT",
    "exec.env.DATABASE_URL",
    "exec.args.1",
    "env.0.value",
    "words.0",
  ]);
});
