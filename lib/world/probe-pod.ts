/** Label of a probe's pod: by it leftovers are found, and nothing takes the pod for one of the app's. */
export const PROBE_LABEL = "mendix-secret-store/probe";
