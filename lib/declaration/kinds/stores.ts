import type { SecretStore } from "../../blueprint/parts";
import { awsSecretsManager } from "../aws/secrets-manager";
import { choice } from "../shape";

/** Where the values live: one line for each store. */
export const store = choice<SecretStore>({ awsSecretsManager });
