import type { ExpectedEnvironment } from "./expected";
import type { Fact } from "./kinds";

/** Label of a probe's pod: by it leftovers are found, and nothing takes the pod for one of the app's. */
export const PROBE_LABEL = "mendix-secret-store/probe";

/** Seconds after which a probe's pod ends by itself. */
export const PROBE_SECONDS = 120;

const FOLDER = "/mnt/secrets";

/**
 * Names every file, and whether it is empty; of settings, which it is given by name, the hash. A secret is never read.
 * Then it waits, so that the driver's report is still there when it is asked for.
 */
const SCRIPT = [
  `cd ${FOLDER} || exit 3`,
  'for f in *; do if [ -s "$f" ]; then echo "file $f"; elif [ -e "$f" ]; then echo "empty $f"; fi; done',
  'for f in "$@"; do if h=$(sha256sum < "./$f"); then echo "hash ${h%% *} $f"; fi; done',
  "echo done",
  "sleep 60",
].join("\n");

/** Meshes leave a pod alone that says so: a sidecar would keep it from ending, and has nothing to do here. */
const NO_MESH = {
  labels: { "sidecar.istio.io/inject": "false", "kuma.io/sidecar-injection": "disabled" },
  annotations: {
    "sidecar.istio.io/inject": "false",
    "linkerd.io/inject": "disabled",
    "consul.hashicorp.com/connect-inject": "false",
  },
};

export interface ProbePodProps {
  readonly name: string;
  readonly image: string;
  /** A pod of the app, where one is: the probe goes where it goes. */
  readonly like?: Fact<"Pod">;
  readonly pullSecret?: string;
  /** Settings whose hash is wanted. */
  readonly hashed: readonly string[];
  /** Whether the cluster gives each namespace its own users, as OpenShift does. */
  readonly ownUsers: boolean;
}

/** The pod that sees what the app's pod would see, and is none of the app's. */
export function probePod(environment: ExpectedEnvironment, props: ProbePodProps) {
  const { name, like, pullSecret } = props;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: environment.namespace,
      labels: { [PROBE_LABEL]: environment.name, ...NO_MESH.labels },
      annotations: NO_MESH.annotations,
    },
    spec: {
      serviceAccountName: environment.name,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: "Never",
      activeDeadlineSeconds: PROBE_SECONDS,
      terminationGracePeriodSeconds: 0,
      securityContext: securityContext(props),
      ...(pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] }),
      ...(like ? { nodeSelector: like.spec.nodeSelector, tolerations: like.spec.tolerations } : {}),
      // Its network is asked for nothing, but where the app has none of its own, there may be none.
      ...(like?.spec.hostNetwork ? { hostNetwork: true } : {}),
      ...(like?.spec.nodeName === undefined ? {} : { affinity: near(like.spec.nodeName) }),
      containers: [container(props)],
      volumes: [
        {
          name: "keys",
          csi: {
            driver: "secrets-store.csi.k8s.io",
            readOnly: true,
            volumeAttributes: { secretProviderClass: environment.name },
          },
        },
      ],
    },
  };
}

function container({ image, hashed }: ProbePodProps) {
  return {
    name: "probe",
    image,
    imagePullPolicy: "IfNotPresent",
    command: ["sh", "-c", SCRIPT, "probe", ...hashed],
    resources: {
      requests: { cpu: "10m", memory: "16Mi", "ephemeral-storage": "1Mi" },
      limits: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "16Mi" },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [{ name: "keys", mountPath: FOLDER, readOnly: true }],
  };
}

const NOBODY = 65_532;

function securityContext({ like, ownUsers }: ProbePodProps) {
  const user = like?.spec.securityContext.runAsUser ?? (ownUsers ? undefined : NOBODY);
  return {
    runAsNonRoot: true,
    ...(user === undefined || user === 0 ? {} : { runAsUser: user }),
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** Where the app's image is already, if there is room. */
function near(node: string) {
  const preference = { matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] };
  return { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference }] } };
}

/** The image of an app's pod by its digest, so that the node has it; its name where the node pulled it by another way. */
export function imageOf(pod: Fact<"Pod">): string | undefined {
  for (const { name, imageID = "" } of pod.status.containerStatuses) {
    const digest = imageID.replace(/^docker-pullable:\/\//, "");
    if (/^[^@\s]+@sha256:[0-9a-f]{64}$/.test(digest)) return digest;
    const image = pod.spec.containers.find((one) => one.name === name)?.image;
    if (image !== undefined) return image;
  }
  return undefined;
}

/** What a probe's pod printed. */
export interface ProbeLog {
  readonly files: readonly string[];
  readonly empty: readonly string[];
  readonly hashes: Readonly<Record<string, string>>;
  readonly done: boolean;
}

export function parseProbeLog(log: string): ProbeLog {
  const lines = log.split("\n");
  const after = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  const hashes = after("hash").flatMap((rest): [string, string][] => {
    const [, hash = "", file = ""] = /^([0-9a-f]{64}) (.+)$/.exec(rest) ?? [];
    return file === "" ? [] : [[file, hash]];
  });
  return {
    files: after("file"),
    empty: after("empty"),
    hashes: Object.fromEntries(hashes),
    done: lines.includes("done"),
  };
}
