import { parse } from "yaml";
import { Database, describeEnvironment, RdsIam, type MendixSecretStoreEnvironmentProps } from "../../lib";
import { manifestFiles } from "../../lib/delivery/manifests";
import { sample } from "../support/samples";
import { resourcesOf, synthesize } from "../support/synthesize";

type Props = MendixSecretStoreEnvironmentProps;

/** A database on RDS without any way to log in. */
export const postgresql = { host: "db.abc.eu-west-1.rds.amazonaws.com", name: "orders", username: "orders" };

/** An environment whose database and files are reached by the pod's role. */
export const byIam = sample({
  database: Database.postgresql({ ...postgresql, authentication: new RdsIam({ resourceId: "db-ABC123" }) }),
});

/** What a declaration is refused with, and what it says to write. */
export function refusals(props: Props): readonly string[] {
  return describeEnvironment(props).problems.map(
    ({ code, prop, message, fix }) => `${code} ${prop}: ${message} ${fix}`,
  );
}

/** A Kubernetes object of the environment. */
export function objectOf(props: Props, kind: string): unknown {
  return describeEnvironment(props).objects.find((object) => object.kind === kind);
}

/** What a GitOps tool reads from the manifest of an object. */
export function manifestOf(props: Props, file: string): unknown {
  const files = manifestFiles(describeEnvironment(props));
  return parse(Object.entries(files).find(([path]) => path.endsWith(`/${file}`))?.[1] ?? "");
}

/** The mounted objects, as the CSI provider reads them from the SecretProviderClass. */
export function mountedOf(props: Props, parameter: "objects" | "secrets"): readonly unknown[] {
  return parse(String(mountParametersOf(props)[parameter])) as readonly unknown[];
}

/** Parameters of the SecretProviderClass. */
export function mountParametersOf(props: Props) {
  const { mount } = describeEnvironment(props);
  return mount.kind === "SecretProviderClass" ? mount.parameters : {};
}

/** The value that a setting has in the store. */
export function settingOf(props: Props, key: string): unknown {
  const contents = describeEnvironment(props).entries.map(({ content }) => content);
  const settings = contents.filter((content) => content.kind === "settings");
  return settings.find(({ values }) => Object.hasOwn(values, key))?.values[key];
}

export function keysOf(props: Props): readonly string[] {
  return describeEnvironment(props).keys.map(({ key }) => key);
}

/** The administrator's steps that name something. */
export function stepsOf(props: Props, named: string): readonly unknown[] {
  return describeEnvironment(props).steps.filter(({ does }) => does.includes(named));
}

/** Statements of the role's policy for a purpose. */
export function statementsOf(props: Props, purpose: string): unknown {
  const policies = resourcesOf(synthesize(props), "aws_iam_role_policy");
  const policy = policies.find(({ name }) => String(name).endsWith(`-${purpose}`));
  return (JSON.parse(String(policy?.["policy"])) as { Statement: unknown }).Statement;
}

/** Statements of the role's trust. */
export function trustOf(props: Props): unknown {
  const [role] = resourcesOf(synthesize(props), "aws_iam_role");
  return (JSON.parse(String(role?.["assume_role_policy"])) as { Statement: unknown }).Statement;
}
