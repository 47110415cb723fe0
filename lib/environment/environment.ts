import { acrossCopies } from "../core/brand";
import type { Construct } from "constructs";
import { BlueprintConstruct } from "./blueprint-construct";
import { describeEnvironment } from "./describe";
import type { MendixSecretStoreEnvironmentProps } from "./props";

/**
 * One Mendix app environment that reads its settings from a secret store: the store's entries, the identity that may
 * read exactly those, the database and bucket permissions, the ServiceAccount, the SecretProviderClass and the
 * MendixApp.
 *
 * Nothing is thrown here. A wrong declaration makes no resource, and synthesis throws one error with the problems of
 * all environments of the app ({@link InvalidDeclarationError}), before any file is written.
 *
 * @see https://docs.mendix.com/developerportal/deploy/secret-store-credentials/
 */
export class MendixSecretStoreEnvironment extends BlueprintConstruct {
  static {
    acrossCopies(this, "MendixSecretStoreEnvironment");
  }

  constructor(scope: Construct, id: string, props: MendixSecretStoreEnvironmentProps) {
    super(scope, id, describeEnvironment(props));
  }
}
