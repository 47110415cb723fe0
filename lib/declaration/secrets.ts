import { z } from "zod";
import {
  SecretValue,
  type ExternalSecretOptions,
  type GeneratedSecretOptions,
  type VariableSecretOptions,
} from "../core/secret-value";
import { Setting } from "../core/public-setting";
import { choice, kind, number, props, text } from "./shape";

const fromVariable = kind(
  "SecretValue.fromVariable",
  props<VariableSecretOptions>("VariableSecretOptions", {
    revision: number({ minimum: 1, maximum: 0xffffffff, example: 1 }).exactOptional(),
    name: text("orders_database_password").exactOptional(),
  }),
  (options) => SecretValue.fromVariable(options),
);

const generated = kind(
  "SecretValue.generated",
  props<GeneratedSecretOptions>("GeneratedSecretOptions", {
    length: number({ minimum: 12, maximum: 128, example: 32 }).exactOptional(),
    revision: number({ minimum: 1, maximum: 0xffffffff, example: 1 }).exactOptional(),
  }),
  (options) => SecretValue.generated(options),
);

const external = kind(
  "SecretValue.external",
  props<ExternalSecretOptions>("ExternalSecretOptions", {
    entry: text().exactOptional(),
    property: text().exactOptional(),
  }),
  (options) => SecretValue.external(options),
);

/** A secret value: how it gets in, never the value. An ephemeral resource's token can be given in TypeScript only. */
export const secret = choice({ fromVariable, generated, external }).meta({ id: "SecretValue" });

const isPublic = kind("Setting.public", text(), (value) => Setting.public(value));

/** A text that is no secret, a text that only looks like one, or a secret value. */
export const setting: z.ZodType<string | Setting | SecretValue> = z.union([
  z.string(),
  choice<Setting | SecretValue>({ fromVariable, generated, external, public: isPublic }).meta({ id: "SettingValue" }),
]);

/** A text that is no secret, or a secret value. */
export const textOrSecret: z.ZodType<string | SecretValue> = z.union([z.string(), secret]);
