import type { ManifestValue } from "../core/kubernetes-object";
import { quote } from "../core/problem";
import type { Share } from "../core/share";
import { atLeast, type Versions } from "../catalogue/versions";
import { isToken } from "../core/names";

export interface AppSourceProps {
  /**
   * Deployment package at a URL that needs no credentials (`https://....mda`), or an image that the Operator built
   * (`oci-image://registry/name:tag`).
   *
   * @default - none; only where a pipeline owns it: `ownedByOthers: ["sourceURL"]`
   */
  readonly sourceUrl?: string;
  /**
   * Version of the package, as a label for people.
   *
   * @default - none
   */
  readonly sourceVersion?: string;
}

const IMAGE = /^oci-image:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+:[\w][\w.-]{0,127}$/;
const PACKAGE = /^https?:\/\/[^\s@]+$/;

/** Where the app comes from. */
export function describeSource(
  share: Share,
  { sourceUrl, sourceVersion }: AppSourceProps,
  versions: Versions,
): Record<string, ManifestValue | undefined> {
  if (sourceUrl !== undefined && !isToken(sourceUrl) && !PACKAGE.test(sourceUrl) && !IMAGE.test(sourceUrl)) {
    share.problem(
      "MX-APP-SOURCE",
      "app.sourceUrl",
      `${quote(sourceUrl)} is neither a URL of a deployment package nor oci-image://REGISTRY/NAME:TAG, without credentials.`,
      'Write sourceUrl: "oci-image://registry.example.com/orders:1.4.2".',
    );
  }
  return {
    sourceURL: sourceUrl,
    sourceVersion,
    // Operators from 2.16 on read the version from the package.
    mendixRuntimeVersion: atLeast(versions.operator, "2.16.0") ? undefined : versions.mendix,
  };
}
