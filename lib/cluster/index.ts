export { CHARTS, type Chart, type HelmRelease } from "./charts";
export { CsiDriver, type AksAddOnProps, type HelmCsiDriverProps, type InstalledCsiDriverProps } from "./csi-driver";
export {
  CsiProvider,
  type CsiProviderName,
  type GoogleCsiProviderProps,
  type VaultCsiProviderProps,
} from "./csi-provider";
export { describeClusterPrerequisites, type ClusterBlueprint, type ClusterPrerequisitesProps } from "./describe";
export { MendixClusterPrerequisites } from "../constructs";
