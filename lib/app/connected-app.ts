import { Share } from "../core/share";
import type { AppShare } from "../core/parts";
import { describeNamespace, type NamespaceProps } from "./namespace";

/** What the library can still declare where the portal owns the MendixApp. */
export type ConnectedAppProps = NamespaceProps;

const ALLOWED: readonly string[] = [
  "imagePullSecrets",
  "customCaSecretName",
  "automountServiceAccountToken",
] satisfies readonly (keyof ConnectedAppProps)[];

/** The share of an app whose MendixApp the Mendix portal makes. */
export function describeConnectedApp(props: ConnectedAppProps): AppShare {
  const share = new Share();
  for (const prop of Object.keys(props).filter((name) => !ALLOWED.includes(name))) {
    share.problem(
      "MX-APP-CONNECTED",
      `app.${prop}`,
      `${prop} is a field of the MendixApp, and in connected mode that belongs to the Mendix portal.`,
      "Set it in the portal (Environment Details), or write App.standalone({ ... }).",
    );
  }
  share.steps.push(
    {
      as: "in the Mendix portal",
      does: "Switch on Enable Secrets Store for the namespace.",
      note: "skip it where the switch is on",
    },
    {
      as: "in the Mendix portal",
      does: "Create the environment under this internal name, without a database plan and without a storage plan.",
      note: "plans and a secret store exclude each other",
    },
    {
      as: "in the Mendix portal",
      does: "Restart the app after a change that does not apply live.",
      note: "the custom resource belongs to the portal, so no restart can be triggered from here",
    },
  );
  return Object.assign(share, {
    spec: undefined,
    imagePullSecrets: props.imagePullSecrets ?? [],
    operatorConfiguration: describeNamespace(share, props),
  });
}
