import { z } from "zod";
import { Database } from "../../database/database";
import type { DatabaseProps, DatabaseWithUrlProps } from "../../database/declared-database";
import { DatabaseType, type ExistingDatabaseProps } from "../../database/existing-database";
import type { DatabaseAuthentication } from "../../database/authentication";
import { DatabaseTls } from "../../database/engine";
import { rdsIam } from "../aws/rds-iam";
import { azurePostgresqlIdentity, azureSqlIdentity } from "../azure/database-identities";
import { vaultDynamicRole, vaultStaticRole } from "../vault/database-roles";
import { secret, textOrSecret } from "../secrets";
import { choice, kind, props, text, type Shape } from "../shape";

/** Logins without a password: one line for each kind. */
const authentication = choice<DatabaseAuthentication>({
  rdsIam,
  vaultStaticRole,
  vaultDynamicRole,
  azurePostgresqlIdentity,
  azureSqlIdentity,
});

const shape: Shape<DatabaseProps> = {
  host: text("db.example.com:5432"),
  name: text("orders"),
  username: textOrSecret.exactOptional(),
  password: secret.exactOptional(),
  authentication: authentication.exactOptional(),
  tls: z.enum(DatabaseTls).exactOptional(),
  jdbcUrl: text("jdbc:postgresql://db.example.com:5432/orders?sslmode=require").exactOptional(),
};

const built = props<DatabaseProps>("DatabaseProps", shape);
const withUrl = props<DatabaseWithUrlProps>("DatabaseWithUrlProps", {
  ...shape,
  jdbcUrl: text("jdbc:oracle:thin:@//db.example.com:1521/orders"),
});

const existing = props<ExistingDatabaseProps>("ExistingDatabaseProps", {
  type: z.enum(DatabaseType).exactOptional(),
  host: text("db.example.com:5432").exactOptional(),
  name: text("orders").exactOptional(),
  username: text("orders").exactOptional(),
  authentication: authentication.exactOptional(),
});

/** The app's database: one line for each type, and one for a database that the store holds already. */
export const database = choice<Database>({
  postgresql: kind("Database.postgresql", built, (given) => Database.postgresql(given)),
  sqlServer: kind("Database.sqlServer", built, (given) => Database.sqlServer(given)),
  oracle: kind("Database.oracle", withUrl, (given) => Database.oracle(given)),
  mySql: kind("Database.mySql", withUrl, (given) => Database.mySql(given)),
  sapHana: kind("Database.sapHana", withUrl, (given) => Database.sapHana(given)),
  existing: kind("Database.existing", existing, (given) => Database.existing(given)),
});
