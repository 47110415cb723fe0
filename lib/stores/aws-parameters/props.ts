import type { ProviderObject } from "../../core/provider-handle";
import type { ExistingParameter } from "./existing";

/** How large a parameter may be, and what it costs. */
export enum ParameterTier {
  /** Values of up to 4 KiB, at no charge. */
  STANDARD = "Standard",
  /** Values of up to 8 KiB, at a charge for each parameter. A parameter can't go back to the standard tier. */
  ADVANCED = "Advanced",
}

export interface AwsParameterStoreProps {
  /**
   * Region of the parameters.
   *
   * @default - the cluster's
   */
  readonly region?: string;
  /**
   * Account of the parameters, 12 digits: that of the pod's role. From another one they could be read only in the
   * advanced tier, through AWS RAM, so that is refused.
   *
   * @default - the cluster's
   */
  readonly account?: string;
  /**
   * Path that the parameters lie under: `/mendix/orders`.
   *
   * @default - `/mendix`, cluster, namespace and name joined by `/`
   */
  readonly name?: string;
  /**
   * Tier of every parameter. Another one writes every value anew, so that the real ones are needed then.
   *
   * @default ParameterTier.STANDARD
   */
  readonly tier?: ParameterTier;
  /**
   * ARN of a customer managed key, not of an alias. The role may decrypt with it through Systems Manager only. Another
   * one writes every value anew, so that the real ones are needed then.
   *
   * @default - the AWS managed key `alias/aws/ssm`
   */
  readonly kmsKeyArn?: string;
  /**
   * ARNs of further customer managed keys, which existing parameters are encrypted with.
   *
   * @default - none
   */
  readonly decryptWith?: readonly string[];
  /**
   * Tags of every parameter.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Parameters that somebody else made, with the keys that they hold.
   *
   * @default - none
   */
  readonly existing?: readonly ExistingParameter[];
  /**
   * Provider of the parameters' account and region, where it is not the stack's default.
   *
   * @default - the stack's AWS provider
   */
  readonly provider?: ProviderObject;
}
