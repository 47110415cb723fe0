import { isToken } from "../values/names";
import type { Context } from "../blueprint/parts";
import type { ManifestValue } from "../blueprint/kubernetes-object";
import { quote } from "../blueprint/problem";
import { Share } from "../blueprint/share";
import { atLeast } from "../catalogue/versions";

/** What the app runs as. */
export enum DtapMode {
  /** Development: relaxed security, demo users. */
  DEVELOPMENT = "D",
  /** Production: app security has to be on in the model. */
  PRODUCTION = "P",
}

export interface StandaloneAppProps {
  /**
   * Deployment package at a URL that needs no credentials (`https://....mda`), or an image that the Operator built
   * (`oci-image://registry/name:tag`).
   */
  readonly sourceUrl: string;
  /**
   * Domain of the app, without scheme or path.
   *
   * @default - made from the Operator's endpoint domain
   */
  readonly appUrl?: string;
  /**
   * Number of runtime pods; 0 stops the app.
   *
   * @default - the Operator's: 1
   */
  readonly replicas?: number;
  /**
   * Development or production.
   *
   * @default DtapMode.PRODUCTION
   */
  readonly dtapMode?: DtapMode;
}

/** Spec of the MendixApp, as far as this environment declares it, and what it contributes to the blueprint. */
export interface AppShare extends Share {
  /** Undefined where the portal owns the custom resource. */
  readonly spec: Readonly<Record<string, ManifestValue>> | undefined;
}

/** Who owns the MendixApp custom resource, and what is in it. */
export abstract class App {
  /** This library makes the MendixApp. */
  static standalone(props: StandaloneAppProps): App {
    return new StandaloneApp(props);
  }

  /** The Mendix portal makes the MendixApp; the library makes everything that it reads. */
  static connected(): App {
    return new ConnectedApp();
  }

  /** What a person calls it. */
  abstract readonly title: string;
  abstract describe(context: Context): AppShare;
}

class StandaloneApp extends App {
  readonly title = "standalone";

  constructor(private readonly props: StandaloneAppProps) {
    super();
  }

  describe(context: Context): AppShare {
    const share = new Share();
    const { props } = this;
    this.check(share);
    const runtime = { dtapMode: props.dtapMode ?? DtapMode.PRODUCTION };
    const spec: Record<string, ManifestValue> = { sourceURL: props.sourceUrl, runtime };
    // Operators from 2.16 on read the version from the package.
    if (!atLeast(context.versions.operator, "2.16.0")) spec["mendixRuntimeVersion"] = context.versions.mendix;
    if (props.appUrl !== undefined) spec["appURL"] = props.appUrl;
    if (props.replicas !== undefined) spec["replicas"] = props.replicas;
    return Object.assign(share, { spec });
  }

  private check(share: Share): void {
    const { sourceUrl, appUrl, replicas } = this.props;
    if (
      !isToken(sourceUrl) &&
      !/^(https?:\/\/[^\s@]+|oci-image:\/\/[^\s]+:[\w][\w.-]{0,127})$/.test(String(sourceUrl))
    ) {
      share.problem(
        "MX-APP-SOURCE",
        "app.sourceUrl",
        `${quote(typeof sourceUrl === "string" ? withoutCredentials(sourceUrl) : sourceUrl)} is neither a URL of a deployment package nor oci-image://REGISTRY/NAME:TAG, without credentials.`,
        'Write sourceUrl: "oci-image://registry.example.com/orders:1.4.2".',
      );
    }
    if (appUrl !== undefined && !isToken(appUrl) && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(appUrl)) {
      share.problem(
        "MX-APP-URL",
        "app.appUrl",
        `${quote(appUrl)} is not a domain: no scheme, no path.`,
        'Write appUrl: "orders.example.com".',
      );
    }
    if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 0)) {
      const message = `${quote(replicas)} is not a number of pods: a whole number from 0.`;
      share.problem("MX-APP-REPLICAS", "app.replicas", message, "Write replicas: 2.");
    }
  }
}

function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//...@");
}

class ConnectedApp extends App {
  readonly title = "connected";

  describe(): AppShare {
    const share = new Share();
    share.steps.push(
      {
        as: "in the Mendix portal",
        does: "Switch on Enable Secrets Store for the namespace.",
        note: "skip it where the switch is on",
      },
      {
        as: "in the Mendix portal",
        does: "Create the environment under this internal name, without a database plan and without a storage plan.",
        note: "plans and a secret store exclude each other",
      },
      {
        as: "in the Mendix portal",
        does: "Restart the app after a change that does not apply live.",
        note: "the custom resource belongs to the portal, so no restart can be triggered from here",
      },
    );
    return Object.assign(share, { spec: undefined });
  }
}
