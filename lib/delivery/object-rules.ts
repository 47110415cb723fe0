import { Reference } from "../core/expression";
import type { KubernetesObject } from "../core/kubernetes-object";
import type { Share } from "../core/share";
import { mostBytes } from "../core/yaml";
import { isRecord, type Spec } from "../core/spec";

/** Most bytes of all annotations of an object, keys and values together. */
const ANNOTATIONS_MAX = 256 * 1024;
/** Most bytes of an object in etcd, as its default limits requests. */
const OBJECT_MAX = 1.5 * 1024 * 1024;

/** Checks the sizes that the API server and its storage take, in the objects as they will be sent. */
export function checkObjects(share: Share, objects: readonly KubernetesObject[]): void {
  for (const object of objects) {
    if (mostBytes(object) <= ANNOTATIONS_MAX) continue;
    for (const [what, annotations] of annotationsOf(object)) {
      const size = sum(Object.entries(annotations).map(([key, value]) => bytes(key) + lengthOf(value)));
      if (size > ANNOTATIONS_MAX) report(share, `${what} of the ${object.kind}`, size, ANNOTATIONS_MAX);
    }
    const whole = bytes(JSON.stringify(object));
    if (whole > OBJECT_MAX) report(share, object.kind, whole, OBJECT_MAX);
  }
}

/** The object's own annotations, and those that the Operator puts on what it makes of a MendixApp. */
function annotationsOf(object: KubernetesObject): readonly (readonly [string, object])[] {
  const spec = isRecord(object["spec"]) ? (object["spec"] as Spec) : {};
  const maps = Object.entries(spec).filter(([field, value]) => /Annotations$/.test(field) && isRecord(value));
  const own = ["annotations", object.metadata.annotations ?? {}] as const;
  return [own, ...maps.map(([field, value]) => [field, value as Spec] as const)];
}

function lengthOf(value: unknown): number {
  return Reference.isReference(value) ? 0 : bytes(String(value));
}

function report(share: Share, what: string, size: number, max: number): void {
  share.problem(
    "MX-KUBERNETES-SIZE",
    "delivery",
    `${size} bytes are in the ${what}; the API server takes ${max}.`,
    "Declare less in it: shorter values, fewer constants, or existing entries that hold them.",
  );
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
