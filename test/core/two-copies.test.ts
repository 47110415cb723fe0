import * as first from "../../lib";
import * as firstAzure from "../../lib/azure";
import * as firstGoogle from "../../lib/google";
import { sample } from "../support/samples";

interface Copy {
  readonly lib: typeof first;
  readonly azure: typeof firstAzure;
  readonly google: typeof firstGoogle;
}

/** The library once more, as a second installation of it would be loaded. */
function secondCopy(): Copy {
  let copy: Copy | undefined;
  jest.isolateModules(() => {
    copy = {
      lib: jest.requireActual<typeof first>("../../lib"),
      azure: jest.requireActual<typeof firstAzure>("../../lib/azure"),
      google: jest.requireActual<typeof firstGoogle>("../../lib/google"),
    };
  });
  return copy!;
}

const COPIES = { lib: first, azure: firstAzure, google: firstGoogle };
const ARN = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC";
const GUID = "77777777-7777-4777-8777-777777777777";

/** Parts that the library asks for their class, made by a copy. */
const PARTS = {
  AWS: ({ lib }: Copy) => ({
    cluster: lib.Cluster.eks({ name: "prod", oidcProviderArn: ARN }),
    store: new lib.AwsSecretsManager(),
    identity: new lib.PodIdentity({ undocumentedRuntimeAccess: true }),
    storage: lib.FileStorage.s3({ bucket: "acme-files", prefix: "orders" }),
  }),
  Vault: ({ lib }: Copy) => ({
    cluster: lib.Cluster.other({ name: "prod" }),
    store: new lib.ExternalSecret({ store: new lib.Vault(), secretStore: "vault" }),
    identity: undefined,
    storage: undefined,
  }),
  Azure: ({ lib, azure }: Copy) => ({
    cluster: lib.Cluster.aks({ name: "prod", issuer: "https://aks.example.com/", subscription: GUID }),
    store: new azure.AzureKeyVault({
      tenantId: GUID,
      resourceGroupName: "mendix",
      location: "westeurope",
      purgeProtection: true,
    }),
    identity: new azure.AzureWorkloadIdentity({ resourceGroupName: "mendix", location: "westeurope" }),
    storage: undefined,
  }),
  Google: ({ lib, google }: Copy) => ({
    cluster: lib.Cluster.gke({ name: "prod", project: "acme-prod", projectNumber: "123456789012" }),
    store: new google.GoogleSecretManager(),
    identity: google.GkeWorkloadIdentity.withServiceAccount(),
    storage: undefined,
  }),
};

test("two copies are two", () => {
  expect(secondCopy().lib.Cluster).not.toBe(first.Cluster);
});

test.each(Object.entries(PARTS))("parts of %s work in an environment of another copy", (_, partsOf) => {
  const describedWith = (copy: Copy) => {
    const { storage, identity, ...parts } = partsOf(copy);
    const props = { ...sample(), ...parts };
    const { storage: ignored, identity: none, ...rest } = props;
    return first.describeEnvironment({ ...rest, ...(identity && { identity }), ...(storage && { storage }) });
  };
  const own = describedWith(COPIES);
  const others = describedWith(secondCopy());
  expect(others.problems).toEqual(own.problems);
  expect(others.resources).toEqual(own.resources);
});

test("a class of the user's is asked as ever", () => {
  class Own extends first.Vault {}
  expect(new first.Vault()).not.toBeInstanceOf(Own);
  expect(new Own()).toBeInstanceOf(first.Vault);
});
