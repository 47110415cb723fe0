import { keyDefinition } from "./keys";
import { atLeast, type Versions } from "./versions";

/** Operator that notices a new value of a mounted file. */
const NOTICES = "2.10.0";

/** Whether a new value of a key can reach a running app of these versions without a restart. */
export function appliesLive(key: string, { operator, mendix }: Versions): boolean {
  const live = keyDefinition(key)?.live;
  if (live === undefined || !atLeast(operator, NOTICES)) return false;
  return live === true || atLeast(mendix, live.mendix);
}

/** How a new value gets from the store to the files of a running pod; of a driver it may be declared that it rotates. */
export type Refresh = "driver" | "declared-driver" | "kubelet" | "external-secrets";

/** On what it depends that a new value reaches the files of a running pod, by what brings it there. */
export const REFRESHES: Readonly<Record<Refresh, string>> = {
  driver: "where the CSI driver's rotation is on",
  "declared-driver": "by the CSI driver's rotation",
  kubelet: "once the kubelet has synced the Secret, in about a minute",
  "external-secrets": "once External Secrets Operator has refreshed the Secret and the kubelet has synced it",
};

/** Who restarts the app: the pod annotation that the declaration makes, or a person in the portal. */
export type AppMode = "standalone" | "connected";

/** What happens where a key changes that does not apply live, in the words that stand after "a change of it". */
export const RESTARTS: Readonly<Record<AppMode, string>> = {
  standalone: "restarts the app",
  connected: "waits for a restart in the Mendix portal",
};
