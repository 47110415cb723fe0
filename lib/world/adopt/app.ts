import { takeOutCommand } from "../../delivery/taken-over";
import { isRecord } from "../shapes";
import { appFieldsOf } from "./app-fields";
import { secretFieldsOf, type SecretField } from "./app-secrets";
import { fieldIn, type Candidate } from "./candidates";
import { Todo, type Draft } from "./todo";

/** What a candidate's MendixApp is declared as. */
export interface TakenApp {
  readonly app: Draft;
  /** Whether an apply takes the object over. */
  readonly imported: boolean;
  readonly taken: readonly string[];
  readonly left: readonly string[];
  readonly next: readonly string[];
}

/** The portal's app stays the portal's; another one is declared field by field. */
export function readApp(candidate: Candidate): TakenApp {
  const { app, connected, name } = candidate;
  if (connected || !app) {
    const why = connected
      ? "the portal owns the MendixApp"
      : "no MendixApp was found: the portal, or somebody else, makes it";
    return { app: { connected: {} }, imported: false, taken: [`${why}: app.connected`], left: [], next: [] };
  }
  const spec = isRecord(app.object["spec"]) ? app.object["spec"] : {};
  const { props, left } = appFieldsOf(spec);
  const secrets = secretFieldsOf(app);
  const kept = left.filter((path) => !secrets.some((secret) => isInside(secret, path)));
  return {
    app: { standalone: { ...props, ...givenUp(props), ...pullSecrets(candidate) } },
    imported: true,
    taken: [
      `the MendixApp ${name} as app.standalone: ${Object.keys(props).join(", ") || "nothing but the object itself"}`,
    ],
    left: [
      ...kept.map((path) => `MendixApp spec.${path}: no prop says it as it is; it stays as found and is not watched.`),
      ...secrets.map(
        ({ path, why }) => `MendixApp ${path.join(".")}: ${why}; its value was not looked at any further.`,
      ),
    ],
    next: secrets.length === 0 ? [] : takeOut(candidate, secrets),
  };
}

/** Whether an import of the MendixApp would put a secret into plan and state. */
export function holdsSecret({ app }: Candidate): boolean {
  return app !== undefined && secretFieldsOf(app).length > 0;
}

function isInside({ path }: SecretField, left: string): boolean {
  const whole = path.join(".").replace(/^spec\./, "");
  return whole === left || whole.startsWith(`${left}.`) || left.startsWith(`${whole}.`);
}

/** What has a default of its own here, and stays as found. */
function givenUp(props: Readonly<Record<string, Draft>>): Readonly<Record<string, Draft>> {
  const owned = [
    ...(props["sourceUrl"] === undefined ? ["sourceURL"] : []),
    ...(props["dtapMode"] === undefined ? ["runtime.dtapMode"] : []),
  ];
  return owned.length === 0 ? {} : { ownedByOthers: owned };
}

function pullSecrets({ account }: Candidate): Readonly<Record<string, Draft>> {
  const list = fieldIn(account?.object, ["imagePullSecrets"]);
  if (!Array.isArray(list) || list.length === 0) return {};
  return { imagePullSecrets: (list as readonly unknown[]).map((one) => String(fieldIn(one, ["name"]))) };
}

/** What a person does before the object is imported. Constants have to be in the store first: the app needs them. */
function takeOut({ name, namespace = "NAMESPACE" }: Candidate, secrets: readonly SecretField[]): readonly string[] {
  const constants = secrets.flatMap(({ path }) => (path[2] === "microflowConstants" ? [path.at(-1) ?? ""] : []));
  const settings = secrets.flatMap(({ path }) => (path[2] === "customConfiguration" ? [path.at(3) ?? ""] : []));
  const keys = [
    ...constants.map((one) => `mx-const-${one}`),
    ...settings.filter(Boolean).map((one) => `mx-runtime-${one}`),
  ];
  return [
    ...(keys.length === 0
      ? []
      : [
          `Write ${keys.join(", ")} into the store, mount them by the SecretProviderClass, and see that the app still runs.`,
        ]),
    `${takeOutCommand({ name, namespace })} and then holdsNoSecret: true beside objects/MendixApp`,
  ];
}

/** Versions of what runs, as far as objects say them. */
export function versionsOf({ operator, app }: Candidate): Draft {
  const mendix = fieldIn(app?.object, ["spec", "mendixRuntimeVersion"]);
  return {
    operator: operator ?? new Todo("version of the Mendix Operator, the tag of its image", "2.25.1"),
    mendix:
      typeof mendix === "string" && /^\d+(\.\d+){1,3}$/.test(mendix)
        ? mendix
        : new Todo("version of the Mendix Runtime that the app was built for", "10.24.14"),
  };
}
