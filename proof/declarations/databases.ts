import { Database, DatabaseTls, RdsIam, VaultDynamicRole, VaultStaticRole, type SecretValue } from "../../lib";
import { AzurePostgresqlIdentity, AzureSqlIdentity } from "../../lib/azure";
import type { Draw } from "./draw";
import type { DatabaseRow } from "./rows";

const base = ({ word }: Draw) => ({ host: `${word}.example.com`, username: word });
const host = ({ word }: Draw) => ({ host: `${word}.example.com`, name: word });

export const DATABASES: readonly DatabaseRow[] = [
  {
    title: "PostgreSQL, password",
    make: (draw, password) => Database.postgresql({ ...base(draw), name: draw.text || "orders", password }),
  },
  {
    title: "PostgreSQL, RDS IAM",
    needs: "aws",
    make: (draw) =>
      Database.postgresql({
        ...base(draw),
        name: draw.word,
        authentication: new RdsIam({ resourceId: `db-${draw.word.toUpperCase()}` }),
        ...(draw.flag ? { tls: DatabaseTls.VERIFY_FULL } : {}),
      }),
  },
  {
    title: "PostgreSQL, Azure identity",
    needs: "azure",
    make: (draw) => Database.postgresql({ ...host(draw), username: draw.word, authentication: postgresqlIdentity }),
  },
  {
    title: "PostgreSQL, credentials of Vault",
    needsVault: true,
    make: (draw) => Database.postgresql({ ...host(draw), authentication: vaultRole(draw) }),
  },
  {
    title: "SQL Server, password",
    make: (draw, password) => Database.sqlServer({ ...base(draw), name: draw.text || "orders", password }),
  },
  {
    title: "SQL Server, Azure identity",
    needs: "azure",
    make: (draw) => Database.sqlServer({ ...host(draw), authentication: new AzureSqlIdentity() }),
  },
  { title: "Oracle, MySQL or SAP HANA, password", make: withUrl },
];

const postgresqlIdentity = new AzurePostgresqlIdentity();

/** The types whose JDBC URL the declaration gives whole, each in its turn. */
function withUrl(draw: Draw, password: SecretValue): Database {
  const { word, variant } = draw;
  const props = { ...base(draw), name: word, password };
  const at = `${word}.example.com`;
  if (variant % 3 === 0) return Database.oracle({ ...props, jdbcUrl: `jdbc:oracle:thin:@//${at}:1521/${word}` });
  if (variant % 3 === 1) return Database.mySql({ ...props, jdbcUrl: `jdbc:mysql://${at}:3306/${word}` });
  return Database.sapHana({ ...props, jdbcUrl: `jdbc:sap://${at}:30015/?databaseName=${word}` });
}

/** A user that stays; or one for each login, where Vault is read through the agent. */
function vaultRole({ flag, word }: Draw): VaultStaticRole | VaultDynamicRole {
  if (flag) return new VaultStaticRole({ name: `db-${word}`, username: `u${word}` });
  return new VaultDynamicRole({ name: `db-${word}`, ownerRole: `o${word}`, maxTtlInSeconds: 86_400 });
}
