import type { AppShare, Context } from "../core/parts";
import { describeConnectedApp, type ConnectedAppProps } from "./connected-app";
import { describeStandaloneApp, type StandaloneAppProps } from "./standalone-app";
import { assertTypes } from "../core/prop-types";

/** Who owns the MendixApp custom resource, and what is in it. */
export abstract class App {
  /** This library makes the MendixApp. */
  static standalone(props: StandaloneAppProps): App {
    return new StandaloneApp(props);
  }

  /** The Mendix portal makes the MendixApp; the library makes everything that it reads. */
  static connected(props: ConnectedAppProps = {}): App {
    return new ConnectedApp(props);
  }

  /** What a person calls it. */
  abstract readonly title: string;
  abstract describe(context: Context): AppShare;
}

const STANDALONE_TYPES = {
  sourceUrl: "text",
  sourceVersion: "text",
  appUrl: "text",
  enableTls: "flag",
  tlsSecretName: "text",
  endpointAnnotations: "map",
  serviceAnnotations: "map",
  ingressClassName: "text",
  ingressPath: "text",
  ingressPathType: "text",
  podAnnotations: "map",
  podLabels: "map",
  readOnlyRootFilesystem: "flag",
  dtapMode: "text",
  logLevel: "text",
  logLevels: "map of texts",
  logFormat: "text",
  restart: "text",
  leaderSelection: "text",
  licenseProduct: "text",
  environmentVariables: "map",
  customConfiguration: "map",
  rawSpec: "map",
  imagePullSecrets: "list",
  customCaSecretName: "text",
  automountServiceAccountToken: "flag",
} as const;

class StandaloneApp extends App {
  readonly title = "standalone";

  constructor(private readonly props: StandaloneAppProps) {
    super();
  }

  describe(context: Context): AppShare {
    assertTypes("app", this.props, STANDALONE_TYPES);
    return describeStandaloneApp(this.props, context);
  }
}

class ConnectedApp extends App {
  readonly title = "connected";

  constructor(private readonly props: ConnectedAppProps) {
    super();
  }

  describe(): AppShare {
    return describeConnectedApp(this.props);
  }
}
