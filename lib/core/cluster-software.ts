/** What runs on a cluster, as far as its environments depend on it. */
export interface ClusterSoftware {
  /**
   * Whether the Secrets Store CSI driver reads mounted values again. Where it does not, a changed password restarts the
   * app, because nothing else brings it there.
   *
   * @default - what the cluster's own file declares; else it is not known, and said as a condition
   */
  readonly secretRotation?: boolean;
  /**
   * Namespace of the Operator in global mode: it is restarted there, while each namespace of apps has its own
   * OperatorConfiguration.
   *
   * @default - none; an Operator runs in each namespace
   * @see https://docs.mendix.com/developerportal/deploy/global-operator/
   */
  readonly globalOperatorNamespace?: string;
}

/** What somebody declared of a cluster beside its environments, so that nobody has to be told to do it. */
export interface DeclaredOnCluster {
  /** CSI providers, as a SecretProviderClass names them. */
  readonly providers: readonly string[];
  /** Whether mounted values are read again; undefined where somebody else's driver does not say. */
  readonly rotation: boolean | undefined;
  readonly namespaces: readonly string[];
  /** Vault's auth methods of the cluster, as `auth/kubernetes`, and KV engines. */
  readonly vaultMounts: readonly string[];
}
