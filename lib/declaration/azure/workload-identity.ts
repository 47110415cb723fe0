import { z } from "zod";
import { AzureCloud } from "../../clouds/azure/cloud";
import { AzureWorkloadIdentity } from "../../clouds/azure/workload-identity";
import type {
  ExistingManagedIdentityProps,
  AzureWorkloadIdentityProps,
  FederationProps,
} from "../../clouds/azure/identity-props";
import type { ClusterName } from "../clusters";
import { flag, kind, props, text, texts, type Shape } from "../shape";
import { stackProvider } from "../stack-provider";

const CLOUDS = { public: AzureCloud.PUBLIC, usGovernment: AzureCloud.US_GOVERNMENT, china: AzureCloud.CHINA } as const;

const cloud = z.enum(["public", "usGovernment", "china"]).transform((name) => CLOUDS[name]);

const federation = (clusterName: ClusterName): Shape<FederationProps> => ({
  alsoTrust: z.array(clusterName).exactOptional(),
  audience: text("api://AzureADTokenExchange").exactOptional(),
  cloud: cloud.exactOptional(),
  provider: stackProvider("azurerm").exactOptional(),
});

export const azureWorkloadIdentity = (clusterName: ClusterName) =>
  kind(
    "AzureWorkloadIdentity",
    props<AzureWorkloadIdentityProps>("AzureWorkloadIdentityProps", {
      ...federation(clusterName),
      resourceGroupName: text("mendix"),
      location: text("westeurope"),
      name: text("orders-prod").exactOptional(),
      clientId: text("00000000-0000-0000-0000-000000000000").exactOptional(),
      tags: texts().exactOptional(),
    }),
    (given) => new AzureWorkloadIdentity(given),
  );

export const azureWorkloadIdentityFromExisting = (clusterName: ClusterName) =>
  kind(
    "AzureWorkloadIdentity.fromExisting",
    props<ExistingManagedIdentityProps>("ExistingManagedIdentityProps", {
      ...federation(clusterName),
      resourceId: text(
        "/subscriptions/ID/resourceGroups/mendix/providers/Microsoft.ManagedIdentity/userAssignedIdentities/orders",
      ),
      clientId: text("00000000-0000-0000-0000-000000000000"),
      principalId: text("00000000-0000-0000-0000-000000000000"),
      mutable: flag().exactOptional(),
    }),
    (given) => AzureWorkloadIdentity.fromExisting(given),
  );
