import type { Check } from "../lib/world/check";
import { DOCTOR_CHECKS } from "../lib/world/checks";
import { EVENT_TEXTS } from "../lib/world/events";
import { RESOURCES, type Resource } from "../lib/world/sources";
import { VERIFY_CHECKS } from "../lib/world/verify";
import { table } from "./table";

const MADE = "<!-- Made from lib/world by scripts/docs.ts. -->";

/** The page on `doctor`, made from the table of its checks. */
export function doctorPage(): string {
  return page([
    MADE,
    "# Before a deploy: doctor",
    "`mendix-secret-store doctor [CLUSTER]` says whether a cluster can serve what is declared for it. It reads, by your own `kubectl`, and writes nothing.",
    code(DOCTOR_SAMPLE),
    "The context of the kubeconfig is named with `--context`, or by the cluster's declaration; it is never whatever is current. `--kubectl oc` takes another program, `--timeout` how long one call may take. `--wait 5m` looks again until nothing is wrong.",
    "A check is `right`; `wrong`, so that a deploy or a pod fails; a `warning`, where something works and not as it was meant; or `unknown`, where it could not be seen, with the reason. Exit codes are those of `validate`: 0 where nothing is wrong, 1 where something is; with `--strict` whatever is not right counts. `--json` prints data, `--list` the checks.",
    "## Rights",
    "Whose rights to deploy were asked for is printed; `--as system:serviceaccount:ci:deployer` asks for the pipeline's, and `--print-role` prints the Role that gives them. To look, these are read; what you may not read is said, and the other checks go on:",
    table(["Resource", "Group", "Where", "For"], rights()),
    `Of Secrets \`kubectl\` prints names and keys only. It fetches whole Secrets and filters afterwards, so the right to list them is used; no value reaches this program. Of other objects no field is kept but those that the checks read, ${KEPT}`,
    "Who may not read a cluster runs `doctor CLUSTER --from FILES` on what somebody else saved: a folder of [collect](troubleshooting.md#from-files), or `kubectl get -o yaml` of the kinds above.",
    "## Checks",
    ...DOCTOR_CHECKS.map(section),
  ]);
}

const KEPT =
  "and of a MendixApp no text that is not known to be harmless: it is compared with the declaration and left out.";

const DOCTOR_SAMPLE = `$ mendix-secret-store doctor prod --context prod-eks
prod (EKS)  context prod-eks  rights of jane@example.com  2 environments

  right    API server                     answers, v1.34.4.
  wrong    Issuer of tokens               The cluster's tokens come from https://oidc.eks.eu-west-1.amazonaws.com/id/DEF; https://oidc.eks.eu-west-1.amazonaws.com/id/ABC is declared.
           Write the ARN of the IAM OIDC provider oidc.eks.eu-west-1.amazonaws.com/id/DEF for prod in clusters.yaml, or name the context of the declared cluster.  docs/doctor.md#issuer
  ...

1 wrong, 24 right`;

/** The page on pods that do not start, made from the checks of `verify` and the texts that are known. */
export function troubleshootingPage(): string {
  return page([
    MADE,
    "# The pod does not start",
    "In the order in which a person looks. The first two commands do it for you.",
    "1. `mendix-secret-store doctor CLUSTER`: can the cluster serve it at all ([doctor](doctor.md))?\n2. `mendix-secret-store verify ENVIRONMENT`: are the objects as declared, what is mounted, what do the events say?\n3. `mendix-secret-store verify ENVIRONMENT --probe`: does the pod's own ServiceAccount get every key, now?",
    "`verify` alone reads and writes nothing. `--all` looks at every declared environment. Options, results and exit codes are those of [doctor](doctor.md).",
    "## Checks",
    ...VERIFY_CHECKS.map(section),
    ...PROBE,
    ...RUNS,
    ...FILES,
    "## What the events say",
    "A failed mount is an event of the pod (`kubectl describe pod`). Drivers and providers say it in their own words; a text that is not listed is shown as it is.",
    ...EVENT_TEXTS.map(({ id, speaker, example, cause, fix }) =>
      [`### ${id}`, `${speaker}:`, code(example), `${cause.replace(/\$<(\w+)>/g, "`$1`")} ${fix}`].join("\n\n"),
    ),
  ]);
}

const PROBE = [
  "## The probe",
  "`verify ENVIRONMENT --probe` makes one pod that runs as the environment's ServiceAccount and mounts its SecretProviderClass, looks at the files, and deletes the pod. It is the only thing that any of these commands writes.",
  "- It has none of the app's labels and no owner: with them it would get the app's traffic. Its own label is `mendix-secret-store/probe`; leftovers of a run that was killed are found by it and removed at the next one.\n- It has no token of its own, runs restricted, asks for 10m of a processor and 16Mi of memory, and ends by itself after two minutes. A service mesh leaves it alone.\n- Its image is the app's own where a pod of the app runs, by digest, so that nothing is pulled; otherwise `--probe-image IMAGE`, with `--pull-secret NAME`. With a shell in it every file is looked for; without one the driver's report counts.\n- `--read` compares each setting with the declared value by its hash, in the pod. A secret is never read, nor its hash.\n- A dynamic role of Vault makes a database user at every mount: then `--probe=dynamic` has to be written.",
  "The versions that the probe mounts are compared with those of the app's pods: where they differ, the store holds newer values than the app has.",
];

const RUNS = [
  "## The pod runs, and the app finds nothing",
  "A pod can start with an empty folder: when `rotationPollInterval` is longer than two minutes and the provider was down at the first mount, or when the driver was killed during one. `verify` looks at what is mounted ([mounted-keys](#mounted-keys)), not only at whether the pod runs. A failed rotation leaves no event, and the old files stay.",
];

const FILES = [
  "## From files",
  "`mendix-secret-store collect ENVIRONMENT --context NAME` writes a folder for support, or for a pipeline without access: the fields that the checks read, by an allowlist, and a README.md of what is in it. No value of a Secret, no `last-applied-configuration`, no environment of a pod, no text of a MendixApp that is not known to be harmless. Files are yours alone (mode 0600). `verify` and `doctor` take it with `--from FOLDER`, and files of `kubectl get -o yaml` as well.",
];

function section({ id, title, why, looksAt }: Check): string {
  const reads = looksAt.length === 0 ? "" : `\n\nLooks at: ${looksAt.join(", ")}.`;
  return `### ${id}\n\n${title}. ${why}${reads}`;
}

function rights(): readonly (readonly string[])[] {
  return Object.values(RESOURCES).map(({ resource, group, scope, for: users }: Resource) => [
    `\`${resource}\``,
    group === "" ? "" : `\`${group}\``,
    scope === "namespace" ? "in the environments' namespaces" : "the cluster",
    users.join(", "),
  ]);
}

function code(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

function page(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
