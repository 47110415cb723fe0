import { Annotations } from "@cdktf/provider-kubernetes/lib/annotations";
import { Manifest } from "@cdktf/provider-kubernetes/lib/manifest";
import { TerraformResource, TerraformVariable, type ITerraformDependable, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** What programs without this library write for every store: versions, variables of secrets, objects for Kubernetes. */
export function requireVersions(stack: TerraformStack, providers: Readonly<Record<string, string>>): void {
  stack.addOverride("terraform.required_version", ">= 1.11.0");
  for (const [provider, version] of Object.entries(providers)) {
    stack.addOverride(`terraform.required_providers.${provider}.source`, `hashicorp/${provider}`);
    stack.addOverride(`terraform.required_providers.${provider}.version`, version);
  }
}

/** An ephemeral variable for a secret, with the limits of its store. */
export function secretVariable(
  scope: Construct,
  { environment, key, name, maxBytes }: { environment: string; key: string; name: string; maxBytes: number },
): TerraformVariable {
  const made = new TerraformVariable(scope, "variable", {
    type: "string",
    sensitive: true,
    nullable: false,
    description: `${key} of ${environment}; raise its revision to write it`,
    validation: [
      {
        condition: `\${length(var.${name}) > 0}`,
        errorMessage: `TF_VAR_${name} is empty: export the secret's value.`,
      },
      {
        condition: `\${length(base64encode(var.${name})) <= ${4 * Math.ceil(maxBytes / 3)}}`,
        errorMessage: `TF_VAR_${name} is longer than the ${maxBytes} bytes that the store takes.`,
      },
    ],
  });
  made.overrideLogicalId(name);
  made.addOverride("ephemeral", true);
  return made;
}

/** The write of a secret, which the store refuses where its variable holds the placeholder. */
export function refusing(variable: string, refused: string, argument: string): string {
  return `\${contains([var.${variable}], "placeholder-never-written") ? ${refused} : ${argument}}`;
}

/** A record of the last write that the store took, because the provider records a refused one, too. */
export function record(
  scope: Construct,
  written: TerraformResource,
  trigger: string,
  what: string,
  digest = false,
): void {
  const address = `${written.terraformResourceType}.${written.friendlyUniqueId}`;
  const value = digest ? `sha256(${address}.${trigger})` : `${address}.${trigger}`;
  const data = new TerraformResource(scope, "written", { terraformResourceType: "terraform_data" });
  data.addOverride("input", `\${${value}}`);
  data.addOverride("triggers_replace", `\${${address}.id}`);
  data.addOverride("lifecycle", {
    create_before_destroy: true,
    ignore_changes: ["input"],
    replace_triggered_by: [`${address}.${trigger}`],
    postcondition: [
      {
        condition: `\${self.output == ${value}}`,
        error_message: `The store refused to write ${what}`,
      },
    ],
  });
}

export interface ObjectsOptions {
  readonly name: string;
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
  /** Spec of the SecretProviderClass. */
  readonly providerClass: object;
  /** Fingerprint that restarts the app. */
  readonly restart: string;
  readonly before: readonly ITerraformDependable[];
}

/** ServiceAccount, SecretProviderClass and MendixApp, each after what it needs. */
export function objects(scope: Construct, options: ObjectsOptions): void {
  const { name, before } = options;
  const account = object(scope, "ServiceAccount", { apiVersion: "v1", name }, before, {
    "privatecloud.mendix.com/environment-account": "true",
    ...options.serviceAccountAnnotations,
  });
  const apiVersion = "secrets-store.csi.x-k8s.io/v1";
  const providerClass = object(
    scope,
    "SecretProviderClass",
    { apiVersion, name, spec: options.providerClass },
    [...before, ...account],
    { "privatecloud.mendix.com/environment-class": "true" },
  );
  const app = { apiVersion: "privatecloud.mendix.com/v1alpha1", name, spec: appSpec(options.restart) };
  object(scope, "MendixApp", app, [...before, ...account, ...providerClass]);
}

/** A manifest, and its annotations by a field manager of their own. */
function object(
  scope: Construct,
  kind: string,
  { apiVersion, name, spec }: { readonly apiVersion: string; readonly name: string; readonly spec?: object },
  before: readonly ITerraformDependable[],
  annotations?: Record<string, string>,
): ITerraformDependable[] {
  const metadata = { name, namespace: "mendix" };
  const shared = ["spec.endpointAnnotations", "spec.runtimeDeploymentPodAnnotations", "spec.serviceAnnotations"];
  const manifest = new Manifest(scope, kind, {
    manifest: { apiVersion, kind, metadata, ...(spec ? { spec } : {}) },
    fieldManager: { name: "cdktf-mendix-secret-store", forceConflicts: false },
    computedFields: ["metadata.annotations", "metadata.labels", ...(kind === "MendixApp" ? shared : [])],
    dependsOn: [...before],
  });
  if (!annotations) return [manifest];
  const annotated = new Annotations(scope, `${kind}-annotations`, {
    apiVersion,
    kind,
    metadata,
    annotations,
    fieldManager: "cdktf-mendix-secret-store-annotations",
    force: true,
    dependsOn: [manifest],
  });
  return [manifest, annotated];
}

function appSpec(restart: string) {
  return {
    sourceURL: "oci-image://registry.example.com/orders:1.4.2",
    runtime: { dtapMode: "P" },
    replicas: 2,
    allowOverrideSecretsWithSecretStoreCSIDriver: true,
    runtimeDeploymentPodAnnotations: { "mendix-secret-store/restart": restart },
  };
}
