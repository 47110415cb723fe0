import type { MendixSecretStoreEnvironmentProps } from "../../../lib";

/** A part of an environment that a file gives by a kind. */
export type Part = "app" | "database" | "delivery" | "identity" | "storage" | "store";

/** What a file says of a part, with all that its kind takes, and the same in TypeScript. */
export type Rows<P extends Part> = readonly (readonly [text: string, same: MendixSecretStoreEnvironmentProps[P]])[];
