import { CANARY, inside, written, type Written } from "./cluster";
import { eventOf, waiting } from "./deployed";

/** One thing that is not right with a deployed environment, and what verify says. */
export interface UnlikeRow {
  readonly what: string;
  readonly cluster: "prod" | "cloud" | "pool";
  readonly environment: string;
  /** What is found: all that is not right, by check. */
  readonly finds: Readonly<Record<string, RegExp>>;
  readonly breaks: (objects: Written[]) => void;
}

function remove(kind: string, name: string) {
  return (objects: Written[]) => {
    objects.splice(objects.indexOf(written(objects, kind, name)), 1);
  };
}

function specOf(objects: Written[], kind: string, name: string) {
  return inside(written(objects, kind, name), "spec");
}

function replaceIn(kind: string, name: string, parameter: string, from: string, to: string) {
  return (objects: Written[]) => {
    const parameters = inside(specOf(objects, kind, name), "parameters");
    parameters[parameter] = String(parameters[parameter]).replace(from, to);
  };
}

function mountFails(pod: string, message: string) {
  return (objects: Written[]) => {
    waiting(objects, pod);
    objects.push(
      eventOf(pod, `MountVolume.SetUp failed for volume "store" : rpc error: code = Unknown desc = ${message}`),
    );
  };
}

const WAITS = { pods: /waits \(ContainerCreating\)/, "mounted-keys": /has nothing mounted yet/ };

const OBJECTS: readonly UnlikeRow[] = [
  {
    what: "no ServiceAccount",
    cluster: "prod",
    environment: "orders",
    finds: { "service-account": /no ServiceAccount orders in the namespace mendix/ },
    breaks: remove("ServiceAccount", "orders"),
  },
  {
    what: "another role",
    cluster: "prod",
    environment: "orders",
    finds: {
      "service-account":
        /role-arn"\] is "arn:aws:iam::111122223333:role\/other"; "arn:aws:iam::111122223333:role\/prod-mendix-orders" is declared/,
    },
    breaks: (objects) =>
      void (written(objects, "ServiceAccount", "orders").metadata.annotations = {
        "privatecloud.mendix.com/environment-account": "true",
        "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/other",
      }),
  },
  {
    what: "a value in an annotation that no role has",
    cluster: "prod",
    environment: "orders",
    finds: { "service-account": /role-arn"\] is another value; "arn:/ },
    breaks: (objects) =>
      void (inside(written(objects, "ServiceAccount", "orders"), "metadata", "annotations")[
        "eks.amazonaws.com/role-arn"
      ] = CANARY),
  },
  {
    what: "no SecretProviderClass",
    cluster: "cloud",
    environment: "azure",
    finds: { "secret-provider-class": /no SecretProviderClass azure/ },
    breaks: remove("SecretProviderClass", "azure"),
  },
  {
    what: "a key that somebody took out",
    cluster: "prod",
    environment: "shop",
    finds: { "secret-provider-class": /spec\.parameters\.objects lacks database-password \(by Terraform\)/ },
    breaks: replaceIn(
      "SecretProviderClass",
      "shop",
      "objects",
      "objectName: database-password",
      "objectName: database-passwort",
    ),
  },
  {
    what: "another path",
    cluster: "prod",
    environment: "shop",
    finds: {
      "secret-provider-class": /reads database-type from secret\/data\/x; secret\/data\/prod\/mendix\/shop is declared/,
    },
    breaks: replaceIn("SecretProviderClass", "shop", "objects", "secret/data/prod/mendix/shop", "secret/data/x"),
  },
  {
    what: "another number of replicas",
    cluster: "prod",
    environment: "shop",
    finds: {
      "mendix-app":
        /spec\.sourceURL is "oci-image:\/\/registry\.example\.com\/app:2\.0\.0"; ".*1\.0\.0" is declared \(by Terraform\)/,
    },
    breaks: (objects) =>
      void (specOf(objects, "MendixApp", "shop")["sourceURL"] = "oci-image://registry.example.com/app:2.0.0"),
  },
  {
    what: "a plan beside the store",
    cluster: "prod",
    environment: "portal",
    finds: { "mendix-app": /has a plan for its database/ },
    breaks: (objects) => void (specOf(objects, "MendixApp", "portal")["database"] = { servicePlan: "postgres" }),
  },
  {
    what: "a connected app whose portal reads no store",
    cluster: "prod",
    environment: "portal",
    finds: { "mendix-app": /reads no store/ },
    breaks: (objects) =>
      void (specOf(objects, "MendixApp", "portal")["allowOverrideSecretsWithSecretStoreCSIDriver"] = false),
  },
  {
    what: "an ExternalSecret that makes nothing",
    cluster: "prod",
    environment: "copy",
    finds: { "external-secret": /It makes no Secret: could not get SecretStore/ },
    breaks: (objects) =>
      void (written(objects, "ExternalSecret", "copy")["status"] = {
        conditions: [
          { type: "Ready", status: "False", reason: "SecretSyncedError", message: 'could not get SecretStore "acme"' },
        ],
      }),
  },
  {
    what: "a Secret without a key",
    cluster: "prod",
    environment: "plain",
    finds: { "secret-keys": /it lacks database-password\.$/ },
    breaks: (objects) => void delete inside(written(objects, "Secret", "plain"), "data")["database-password"],
  },
  {
    what: "a Secret with an empty value",
    cluster: "prod",
    environment: "plain",
    finds: { "secret-keys": /database-password is empty/ },
    breaks: (objects) => void (inside(written(objects, "Secret", "plain"), "data")["database-password"] = ""),
  },
  {
    what: "a Secret without the Operator's annotation",
    cluster: "prod",
    environment: "plain",
    finds: { "secret-keys": /lacks the annotation/ },
    breaks: (objects) => void (written(objects, "Secret", "plain").metadata.annotations = {}),
  },
];

const PODS: readonly UnlikeRow[] = [
  {
    what: "a pod that mounts nothing",
    cluster: "prod",
    environment: "shop",
    finds: { "pod-volume": /shop-master-0 does not mount the SecretProviderClass shop/ },
    breaks: (objects) => {
      specOf(objects, "Pod", "shop-master-0")["volumes"] = [];
    },
  },
  {
    what: "a pod of another ServiceAccount",
    cluster: "prod",
    environment: "shop",
    finds: { "pod-volume": /runs as the ServiceAccount default/ },
    breaks: (objects) => void (specOf(objects, "Pod", "shop-master-0")["serviceAccountName"] = "default"),
  },
  {
    what: "an empty folder under a pod that runs",
    cluster: "prod",
    environment: "orders",
    finds: { "mounted-keys": /orders-master-0 runs, and the driver reports no mount/ },
    breaks: remove("SecretProviderClassPodStatus", "orders-master-0-mendix-orders"),
  },
  {
    what: "a key that is not mounted, told by Azure's names",
    cluster: "cloud",
    environment: "azure",
    finds: { "mounted-keys": /azure-master-0 has not database-password\.$/ },
    breaks: (objects) => {
      const status = inside(written(objects, "SecretProviderClassPodStatus", "azure-master-0-mendix-azure"), "status");
      status["objects"] = (status["objects"] as { id: string }[]).filter(({ id }) => id !== "secret/database-password");
    },
  },
  {
    what: "a file that nobody declared any more",
    cluster: "pool",
    environment: "google",
    finds: { "mounted-keys": /has projects\/acme-prod\/secrets\/old\/versions\/latest, which nobody declared/ },
    breaks: (objects) => {
      const status = inside(
        written(objects, "SecretProviderClassPodStatus", "google-master-0-mendix-google"),
        "status",
      );
      status["objects"] = [
        ...(status["objects"] as object[]),
        { id: "projects/acme-prod/secrets/old/versions/latest", version: "1" },
      ];
    },
  },
  {
    what: "an app that waits for a restart",
    cluster: "prod",
    environment: "shop",
    finds: { restart: /shop-master-0 started with other values/ },
    breaks: (objects) =>
      void (written(objects, "Pod", "shop-master-0").metadata.annotations = {
        "mendix-secret-store/restart": "0123abcd",
      }),
  },
  {
    what: "a runtime that does not come up",
    cluster: "prod",
    environment: "shop",
    finds: { "app-status": /runtime is Failed/ },
    breaks: (objects) => void (inside(written(objects, "MendixApp", "shop"), "status")["runtimeStatus"] = "Failed"),
  },
];

const MOUNT = "failed to mount secrets store objects for pod mendix/x, err: rpc error: code = Unknown desc = ";

const EVENTS: readonly UnlikeRow[] = [
  {
    what: "a path that Vault has not",
    cluster: "prod",
    environment: "shop",
    finds: { ...WAITS, events: /There is nothing at secret\/data\/prod\/mendix\/shop in Vault/ },
    breaks: mountFails(
      "shop-master-0",
      `${MOUNT}error making mount request: couldn't read secret "database-type": error requesting secret: Error making API request.\n\nURL: GET http://vault.vault.svc:8200/v1/secret/data/prod/mendix/shop\nCode: 404. Errors:\n\n`,
    ),
  },
  {
    what: "AWS's one text, where the cluster shows nothing",
    cluster: "prod",
    environment: "orders",
    finds: { ...WAITS, events: /Not the cause: the ServiceAccount's role, and the token/ },
    breaks: mountFails(
      "orders-master-0",
      `${MOUNT}Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: prod/mendix/orders`,
    ),
  },
  {
    what: "AWS's one text, where the role is another",
    cluster: "prod",
    environment: "orders",
    finds: {
      ...WAITS,
      "service-account": /role-arn/,
      events: /Seen: the ServiceAccount has not the role arn:aws:iam::111122223333:role\/prod-mendix-orders/,
    },
    breaks: (objects) => {
      mountFails(
        "orders-master-0",
        `${MOUNT}Failed to fetch secret from all regions. Verify secret exists and required permissions are granted for: prod/mendix/orders`,
      )(objects);
      written(objects, "ServiceAccount", "orders").metadata.annotations = {
        "privatecloud.mendix.com/environment-account": "true",
      };
    },
  },
  {
    what: "a text that nobody knows",
    cluster: "pool",
    environment: "google",
    finds: { ...WAITS, events: /Pod google-master-0: FailedMount: .*the moon is in the way/ },
    breaks: mountFails("google-master-0", "the moon is in the way"),
  },
];

export const UNLIKE: readonly UnlikeRow[] = [...OBJECTS, ...PODS, ...EVENTS];
