import type { Generator } from "../../core/carriers";

/** Generates through Secrets Manager, whatever store the value goes to: plans call GetRandomPassword; no further provider is needed. */
export const RANDOM_PASSWORD: Generator = {
  type: "aws_secretsmanager_random_password",
  arguments: (length) => ({
    password_length: length,
    require_each_included_type: true,
    exclude_characters: "\"'`{}<>&;|\\%$",
  }),
  attribute: "random_password",
};
