import { Database, DatabaseTls, RdsIam } from "../../lib";
import type { Draw } from "./draw";
import type { DatabaseRow } from "./rows";

const base = ({ word }: Draw) => ({ host: `${word}.example.com`, username: word });

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
    title: "SQL Server, password",
    make: (draw, password) => Database.sqlServer({ ...base(draw), name: draw.text || "orders", password }),
  },
  {
    title: "Oracle, password",
    make: (draw, password) =>
      Database.oracle({
        ...base(draw),
        name: draw.word,
        password,
        jdbcUrl: `jdbc:oracle:thin:@//${draw.word}.example.com:1521/${draw.word}`,
      }),
  },
];
