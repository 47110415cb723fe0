/**
 * Lets `instanceof` know the instances of a class also where another copy of this package made them: two copies in one
 * process are what npm installs where two dependencies ask for two versions. Subclasses are asked as ever.
 */
export function acrossCopies(type: { readonly prototype: object }, name: string): void {
  const brand = Symbol.for(`cdktf-mendix-secret-store/${name}`);
  Object.defineProperty(type.prototype, brand, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this as () => void, value);
      return typeof value === "object" && value !== null && brand in value;
    },
  });
}
