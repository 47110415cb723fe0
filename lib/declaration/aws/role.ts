import type { ExistingRoleProps, RoleProps } from "../../clouds/aws/role";
import { flag, number, text, texts, type Shape } from "../shape";
import { stackProvider } from "../stack-provider";

/** What every identity that makes an IAM role takes. */
export const roleShape: Shape<RoleProps> = {
  roleName: text("orders-prod").exactOptional(),
  path: text("/mendix/").exactOptional(),
  permissionsBoundary: text("arn:aws:iam::111122223333:policy/boundary").exactOptional(),
  maxSessionDuration: number({ minimum: 3600, maximum: 43_200, example: 3600 }).exactOptional(),
  tags: texts().exactOptional(),
  provider: stackProvider("aws").exactOptional(),
};

/** What every identity with a role that somebody else made takes. */
export const existingRoleShape: Shape<ExistingRoleProps> = {
  roleArn: text("arn:aws:iam::111122223333:role/orders"),
  mutable: flag().exactOptional(),
  provider: stackProvider("aws").exactOptional(),
};
