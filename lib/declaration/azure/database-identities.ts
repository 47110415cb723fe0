import { AzurePostgresqlIdentity } from "../../azure/postgresql-identity";
import { AzureSqlIdentity } from "../../azure/sql-identity";
import { kind, nothing } from "../shape";

export const azurePostgresqlIdentity = kind("AzurePostgresqlIdentity", nothing(), () => new AzurePostgresqlIdentity());

export const azureSqlIdentity = kind("AzureSqlIdentity", nothing(), () => new AzureSqlIdentity());
