const BRAND = Symbol.for("cdktf-mendix-secret-store/Setting");

/** The value of a constant or runtime setting that looks like a secret, or is named like one, and is none. */
export class Setting {
  /**
   * A value that everyone may read: it stands in source, output, plan and state.
   *
   * @param value The text, for example `pk_live_...`: a key that browsers get to see.
   */
  static public(value: string): Setting {
    return new Setting(value);
  }

  /** Whether a value is a Setting, also one of another copy of this package. */
  static isSetting(value: unknown): value is Setting {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** Not enumerable: what looks for secrets in a declaration does not look here. */
  declare readonly value: string;

  private constructor(value: string) {
    Object.defineProperty(this, BRAND, { value: true });
    Object.defineProperty(this, "value", { value });
  }
}
