import {
  App,
  Delivery,
  GitOps,
  type ManifestsDeliveryProps,
  type StandaloneAppProps,
  type TerraformDeliveryProps,
} from "../../../lib";
import { sample } from "../../support/samples";
import { row, type Row } from "./row";

const terraform = (props: TerraformDeliveryProps) => sample({ delivery: Delivery.terraform(props) });
const manifests = (props: Partial<ManifestsDeliveryProps>) =>
  sample({ delivery: Delivery.manifests({ directory: "manifests", ...props }) });
const app = (props: Partial<StandaloneAppProps>) =>
  sample({ app: App.standalone({ sourceUrl: "oci-image://registry.example.com/orders:1.4.2", ...props }) });

/** What can change about the Kubernetes objects. */
export const KUBERNETES: readonly Row[] = [
  row("fields that are taken from others", terraform({}), terraform({ forceConflicts: true }), [
    "changed: field_manager.force_conflicts of kubernetes_manifest objects/ServiceAccount, objects/SecretProviderClass, objects/MendixApp changes from false to true.",
  ]),
  row("an object that is adopted", sample(), sample({ takeOver: ["objects/ServiceAccount"] }), [
    "changed: field_manager.force_conflicts of kubernetes_manifest objects/ServiceAccount changes from false to true.",
    "changed: Terraform takes over by import, in place of making it: kubernetes_manifest objects/ServiceAccount (apiVersion=v1,kind=ServiceAccount,namespace=mendix,name=orders).",
  ]),
  row("an apply that waits", terraform({}), terraform({ waitForReady: "10m" }), [
    'changed: wait.fields["status.runtimeStatus"] of kubernetes_manifest objects/MendixApp is new: Ready.',
    "changed: timeouts.create of kubernetes_manifest objects/MendixApp is new: 10m.",
  ]),
  row("files in place of an apply", terraform({}), manifests({}), [
    "removed: Terraform deletes ServiceAccount, SecretProviderClass, MendixApp from the cluster. Write appliedByTerraform: true beside the directory for the next apply, and it forgets them instead.",
  ]),
  row("files of what Terraform applied", terraform({}), manifests({ appliedByTerraform: true }), [
    "changed: Terraform forgets ServiceAccount, SecretProviderClass, MendixApp and deletes nothing: they stay as they are, and belong to whoever applies the manifests.",
  ]),
  row("another directory", manifests({}), manifests({ directory: "payroll" }), [
    "removed: The file manifests/prod/mendix/orders/service-account.yaml is no longer written.",
    "removed: The file manifests/prod/mendix/orders/secret-provider-class.yaml is no longer written.",
  ]),
  row("waves of Argo CD", manifests({}), manifests({ gitOps: GitOps.argoCd() }), [
    "changed: The file manifests/prod/mendix/orders/service-account.yaml changes.",
    "changed: The file manifests/prod/mendix/orders/secret-provider-class.yaml changes.",
  ]),
  row(
    "another source of Flux",
    manifests({ gitOps: GitOps.flux({ source: "shop" }) }),
    manifests({ gitOps: GitOps.flux({ source: "payroll" }) }),
    ["changed: The file manifests/prod/mendix/orders/flux-kustomization.yaml changes."],
  ),
  row("who may pull the image", app({ imagePullSecrets: ["shop"] }), app({ imagePullSecrets: ["payroll"] }), [
    "changed: imagePullSecrets[0].name of the ServiceAccount changes from shop to payroll.",
  ]),
  row("another image", app({}), app({ sourceUrl: "oci-image://registry.example.com/payroll:1" }), [
    "changed: spec.sourceURL of the MendixApp changes from oci-image://registry.example.com/orders:1.4.2 to oci-image://registry.example.com/payroll:1.",
  ]),
  row("an annotation of the pods", app({}), app({ podAnnotations: { "example.com/inject": "true" } }), [
    'changed: spec.runtimeDeploymentPodAnnotations["example.com/inject"] of the MendixApp is new: true.',
  ]),
  row(
    "a file system that can be written",
    app({ readOnlyRootFilesystem: true }),
    app({ readOnlyRootFilesystem: false }),
    ["changed: spec.runtimeReadOnlyRootFilesystem of the MendixApp changes from true to false."],
  ),
  row(
    "an app without TLS",
    app({ appUrl: "orders.example.com", enableTls: true }),
    app({ appUrl: "orders.example.com", enableTls: false }),
    ["changed: spec.tls.enableTLS of the MendixApp changes from true to false."],
  ),
  row("another name", sample(), sample({ name: "payroll" }), [
    "removed: The entry prod/mendix/orders (database-type, database-host, database-name, database-jdbc-url, database-username, storage-service-name, storage-endpoint, storage-bucket-name) is deleted from the store.",
    "removed: The entry prod/mendix/orders/database-password (database-password) is deleted from the store.",
  ]),
  row("another namespace", sample(), sample({ namespace: "payroll" }), [
    "removed: The entry prod/mendix/orders (database-type, database-host, database-name, database-jdbc-url, database-username, storage-service-name, storage-endpoint, storage-bucket-name) is deleted from the store.",
    "removed: The entry prod/mendix/orders/database-password (database-password) is deleted from the store.",
  ]),
];
