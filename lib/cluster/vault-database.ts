import type { Construct } from "constructs";
import { textOf } from "../engine/safely";
import { databaseResources } from "./vault-database-resources";
import { describeDatabase } from "./vault-database-rules";
import { VaultPart } from "./vault-part";
import type { VaultDatabaseProps } from "./vault-database-props";

/**
 * A database whose credentials Vault makes: the engine, the connection and its roles. It stands in a stack of its own:
 * whoever writes such a role can run SQL as the connection's user, and only this stack needs that user's password.
 *
 * @see https://developer.hashicorp.com/vault/docs/secrets/databases
 */
export class VaultDatabase extends VaultPart {
  constructor(scope: Construct, id: string, props: VaultDatabaseProps) {
    super(scope, id, {
      name: textOf(props?.name),
      props,
      describe: () => describeDatabase(props),
      resources: (variables) => databaseResources(props, variables),
    });
  }
}
