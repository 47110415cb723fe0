import * as path from "node:path";
import type { Engine } from "../engine";
import { tool } from "../tools";

/** Where a provider runs. */
export interface ProviderPlace {
  /** Folder in which the driver looks for the providers' sockets. */
  readonly sockets: string;
  /** Authority of the clouds' fronts, in a PEM file. */
  readonly authority: string;
  readonly port: () => Promise<number>;
}

/** A provider of the driver: its program, and what its own installation runs it with. */
export interface CsiProvider {
  readonly engine: Engine;
  /** As a SecretProviderClass calls it. */
  readonly name: string;
  readonly command: (place: ProviderPlace) => Promise<readonly string[]>;
  readonly environment: (place: ProviderPlace) => Readonly<Record<string, string>>;
}

const GIVEN = "a folder with the binary in ENGINES_BIN: the module proxy does not serve it";
const BUILT = "node engines/install.mjs, with Go >= 1.26";

function provider(name: string, program: string, install: string, own: Own): CsiProvider {
  const found = tool(program);
  return {
    engine: { name: `CSI provider ${name}`, found: found !== undefined, install: `${program}: ${install}` },
    name,
    command: async (place) => [found ?? program, ...(await own.flags(place, path.join(place.sockets, `${name}.sock`)))],
    environment: (place) => ({
      SSL_CERT_FILE: place.authority,
      SSL_CERT_DIR: "/nonexistent",
      ...own.environment?.(place),
    }),
  };
}

interface Own {
  readonly flags: (place: ProviderPlace, socket: string) => Promise<readonly string[]>;
  readonly environment?: (place: ProviderPlace) => Readonly<Record<string, string>>;
}

export const azureProvider = provider("azure", "azure-csi-provider", BUILT, {
  flags: async ({ port }, socket) => [
    `--endpoint=unix://${socket}`,
    `--healthz-port=${await port()}`,
    `--prometheus-port=${await port()}`,
  ],
});

/** Project, cluster and location stand for the metadata server's answers. */
export const googleProvider = provider("gcp", "gcp-csi-provider", BUILT, {
  flags: async ({ port }) => [`-metrics_addr=127.0.0.1:${await port()}`],
  environment: ({ sockets }) => ({
    TARGET_DIR: sockets,
    PROJECT: "acme-prod",
    CLUSTER_NAME: "prod",
    CLUSTER_LOCATION: "europe-west1",
  }),
});

export const vaultProvider = provider("vault", "vault-csi-provider", GIVEN, {
  flags: async ({ port }, socket) => [`-endpoint=${socket}`, `-health-addr=127.0.0.1:${await port()}`],
});

export const awsProvider = provider("aws", "aws-csi-provider", GIVEN, {
  flags: ({ sockets }) => Promise.resolve([`-provider-volume=${sockets}`]),
});

/** The driver itself. */
export const csiDriver: Engine = {
  name: "Secrets Store CSI driver",
  found: tool("secrets-store-csi-driver") !== undefined,
  install: `secrets-store-csi-driver: ${BUILT}`,
};
