export { CHARTS, type Chart, type HelmRelease } from "./charts";
export {
  CsiDriver,
  type AksAddOnProps,
  type DriverRotation,
  type HelmCsiDriverProps,
  type InstalledCsiDriverProps,
} from "./csi-driver";
export {
  CsiProvider,
  type CsiProviderName,
  type GoogleCsiProviderProps,
  type VaultCsiProviderProps,
} from "./csi-provider";
export { describeClusterPrerequisites } from "./describe";
export type { ClusterBlueprint, ClusterPrerequisitesProps } from "./prerequisite-props";
export type { ClusterSetupProps } from "./cluster-setup-props";
export { describeClusterSetup } from "./describe-setup";
export type { ChartSettings } from "./chart-settings";
export { MendixClusterPrerequisites, MendixClusterSetup } from "../constructs";
