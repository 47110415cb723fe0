import type { Construct } from "constructs";
import { BlueprintConstruct } from "../write/constructs/blueprint-construct";
import { describePlatform } from "./describe";
import type { PrivatePlatformSecretStoreProps } from "./props";

/**
 * The credentials of Private Mendix Platform itself in a secret store: the document, the identity that may read
 * exactly that, and the platform's ServiceAccount. Here the platform asks the store by itself; nothing is mounted.
 *
 * @see https://docs.mendix.com/private-mendix-platform/configure-aws-secret/
 */
export class PrivatePlatformSecretStore extends BlueprintConstruct {
  constructor(scope: Construct, id: string, props: PrivatePlatformSecretStoreProps) {
    super(scope, id, describePlatform(props));
  }
}
