import { annotationsOf, fieldIn, textIn, type Candidate } from "../candidates";
import { secretFieldsOf } from "../app-secrets";
import { classOf } from "../stores";
import { roleOf } from "./objects";
import { objectsPlace, placeOf, warning, wrong, type FindingRow, type Look, type Seen } from "./row";

/** Who the pod is, what it may, and who may read its secrets. */
export const ACCESS_FINDINGS: readonly FindingRow[] = [
  { id: "vault-path", title: "path of Vault that KV version 2 does not have", mistakes: [1, 2], look: vaultPaths },
  { id: "vault-address", title: "address of Vault", mistakes: [11], look: vaultAddress },
  {
    id: "identity",
    title: "ServiceAccount without the pod's identity, or with another",
    mistakes: [25],
    look: identity,
  },
  {
    id: "provider",
    title: "provider that does not serve the Operator's driver",
    mistakes: [],
    look: ({ provider, candidate }) =>
      provider === "gke"
        ? [
            wrong({
              where: placeOf(candidate.class, ["spec", "provider"]),
              seen: "The class is that of GKE's own add-on, whose driver the Operator does not mount.",
              fix: "Install the open-source driver with the provider for Google, and write provider: gcp.",
            }),
          ]
        : [],
  },
  {
    id: "node-identity",
    title: "identity of the node",
    mistakes: [],
    look: ({ parameters, candidate }) =>
      parameters["useVMManagedIdentity"] === "true"
        ? [
            wrong({
              where: placeOf(candidate.class, ["spec", "parameters", "useVMManagedIdentity"]),
              seen: "The class reads as the node's identity: every pod of the node could read what it may.",
              fix: "Give the ServiceAccount a managed identity of its own: clientID, and a federated credential.",
            }),
          ]
        : [],
  },
  {
    id: "synced-secret",
    title: "values copied into a Kubernetes Secret",
    mistakes: [26],
    look: ({ candidate }) =>
      fieldIn(candidate.class?.object, ["spec", "secretObjects"]) === undefined
        ? []
        : [
            warning({
              where: placeOf(candidate.class, ["spec", "secretObjects"]),
              seen: "secretObjects copies values into a Kubernetes Secret, which the Operator does not need.",
              fix: "Take secretObjects out, unless something else reads that Secret.",
              mistake: 26,
            }),
          ],
  },
  { id: "shared-identity", title: "identity that two environments share", mistakes: [], look: shared },
  {
    id: "secret-in-app",
    title: "secret in the MendixApp",
    mistakes: [27],
    look: ({ candidate: { app, connected } }) =>
      app && !connected
        ? secretFieldsOf(app).map(({ path, why }) =>
            warning({
              where: placeOf(app, path),
              seen: `${path.join(".")} holds ${why}: whoever may read the MendixApp reads it.`,
              fix: "Write it into the store, and take it out of the MendixApp.",
              ...(path[2] === "customConfiguration" && path[3] === "MicroflowConstants" ? { mistake: 27 } : {}),
            }),
          )
        : [],
  },
  { id: "plans", title: "plans beside a store", mistakes: [28], look: plans },
];

function vaultPaths(look: Look): readonly Seen[] {
  if (look.provider !== "vault") return [];
  return [...new Set(look.files.map(({ object }) => object))].flatMap((path): readonly Seen[] => {
    const where = objectsPlace(look);
    if (path.startsWith("secrets/data/")) {
      const fix = "Write secret/data/PATH, unless an engine is mounted at secrets.";
      return [warning({ where, seen: `${path} is in a mount "secrets"; Vault's own is "secret".`, fix, mistake: 2 })];
    }
    if (!/^secret\/(?!data\/)/.test(path)) return [];
    const fix = `Write ${path.replace("secret/", "secret/data/")}, and the same in the policy.`;
    const seen = `${path} has no data/ after the mount, which the API of KV version 2 has.`;
    return [wrong({ where, seen, fix, mistake: 1 })];
  });
}

function vaultAddress({ provider, parameters, candidate }: Look): readonly Seen[] {
  const address = parameters["vaultAddress"];
  if (provider !== "vault" || address === undefined) return [];
  const where = placeOf(candidate.class, ["spec", "parameters", "vaultAddress"]);
  if (/[{}<>\s]/.test(address) || !/^(https?|unix):\/\//.test(address)) {
    const seen = `${JSON.stringify(address)} is no address.`;
    return [wrong({ where, seen, fix: "Write https://HOST:8200, without braces.", mistake: 11 })];
  }
  if (!address.startsWith("http:")) return [];
  const seen = "Values travel from Vault to the node unencrypted.";
  return [warning({ where, seen, fix: "Give Vault a certificate, and write https://.", mistake: 11 })];
}

function identity(look: Look): readonly Seen[] {
  const { candidate, provider, parameters } = look;
  const where = placeOf(candidate.account, ["metadata", "annotations"]);
  if (!candidate.account) return [];
  if (provider === "aws" && parameters["usePodIdentity"] !== "true" && roleOf(look) === undefined) {
    const seen = "The ServiceAccount names no role (eks.amazonaws.com/role-arn), and the provider asks for one.";
    return [wrong({ where, seen, fix: "Write the role's ARN as that annotation.", mistake: 25 })];
  }
  const client = textIn(annotationsOf(candidate.account)["azure.workload.identity/client-id"]);
  if (provider !== "azure" || client === undefined || !parameters["clientID"] || client === parameters["clientID"])
    return [];
  const seen = "The ServiceAccount's client id is another than the class's: the pod would be two identities.";
  return [wrong({ where, seen, fix: "Write the same client id in both." })];
}

/** Role, client id or Vault role of an environment: whoever is one of them reads what the others may. */
function identitiesOf(candidate: Candidate): readonly string[] {
  const { provider, parameters } = classOf(candidate);
  const role = textIn(annotationsOf(candidate.account)["eks.amazonaws.com/role-arn"]);
  const client = provider === "azure" ? textIn(parameters["clientID"]) : undefined;
  const vault = provider === "vault" ? textIn(parameters["roleName"]) : undefined;
  return [role, client, vault === undefined ? undefined : `the Vault role ${vault}`].filter((one) => one !== undefined);
}

function shared({ candidate, others }: Look): readonly Seen[] {
  return identitiesOf(candidate).flatMap((own) => {
    const also = others.filter((other) => other !== candidate && identitiesOf(other).includes(own));
    if (also.length === 0) return [];
    const names = also.map(({ name }) => name).join(", ");
    const seen = `${own} is that of ${names} too: each of them can read the others' entries.`;
    return [warning({ where: placeOf(candidate.account ?? candidate.class), seen, fix: "Give each its own." })];
  });
}

function plans({ candidate: { app }, files }: Look): readonly Seen[] {
  return ["database", "storage"].flatMap((part) => {
    const field = ["spec", part, "servicePlan"];
    const plan = textIn(fieldIn(app?.object, field));
    if (plan === undefined || files.length === 0) return [];
    const seen = `The MendixApp has a ${part} plan beside a secret store, which the Operator does not support.`;
    return [wrong({ where: placeOf(app, field), seen, fix: `Take spec.${part} out of the MendixApp.`, mistake: 28 })];
  });
}
