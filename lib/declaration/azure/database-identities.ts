import { AzurePostgresqlIdentity } from "../../clouds/azure/postgresql-identity";
import { AzureSqlIdentity } from "../../clouds/azure/sql-identity";
import { kind, nothing } from "../shape";

export const azurePostgresqlIdentity = kind("AzurePostgresqlIdentity", nothing(), () => new AzurePostgresqlIdentity());

export const azureSqlIdentity = kind("AzureSqlIdentity", nothing(), () => new AzureSqlIdentity());
