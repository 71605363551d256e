/** Why nothing came back from an address, in the order in which it is found out. */
export type EgressFault =
  | "address-refused"
  | "redirect-refused"
  | "name-unknown"
  | "certificate-untrusted"
  | "proxy-failed"
  | "unreachable"
  | "timed-out"
  | "too-large";

const BRAND = Symbol.for("patchbay.egress-error");

/** A call to the outside that was refused or failed. Its message names no path and no query, which may be secrets. */
export class EgressError extends Error {
  override name = "EgressError";
  readonly [BRAND] = true;

  /** By the brand: the bundler may give each route its own copy of this class, as of `PatchbayError`. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && BRAND in value;
  }

  constructor(
    readonly fault: EgressFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
