import { AfterApply } from "../blueprint/after-apply";
import type { KubernetesObject } from "../blueprint/kubernetes-object";
import type { Share } from "../blueprint/share";
import { mostBytes } from "../values/yaml";

/** Most bytes of all annotations of an object, keys and values together. */
const ANNOTATIONS_MAX = 256 * 1024;
/** Most bytes of an object in etcd, as its default limits requests. */
const OBJECT_MAX = 1.5 * 1024 * 1024;

/** Checks the sizes that the API server and its storage take, in the objects as they will be sent. */
export function checkObjects(share: Share, objects: readonly KubernetesObject[]): void {
  for (const object of objects) {
    if (mostBytes(object) <= ANNOTATIONS_MAX) continue;
    const annotations = Object.entries(object.metadata.annotations ?? {});
    const size = sum(annotations.map(([key, value]) => bytes(key) + (value instanceof AfterApply ? 0 : bytes(value))));
    if (size > ANNOTATIONS_MAX) report(share, `annotations of the ${object.kind}`, size, ANNOTATIONS_MAX);
    const whole = bytes(JSON.stringify(object));
    if (whole > OBJECT_MAX) report(share, object.kind, whole, OBJECT_MAX);
  }
}

function report(share: Share, what: string, size: number, max: number): void {
  share.problem(
    "MX-KUBERNETES-SIZE",
    "delivery",
    `The ${what} has ${size} bytes; the API server takes ${max}.`,
    "Declare less in it: shorter values, fewer constants, or existing entries that hold them.",
  );
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
