import type { READINESS_VERDICTS } from "@/lib/contracts/target";

/** Why an authorization server cannot be used: what it comes to, and a sentence with the vendor's own words. */
export class ProviderRefusal extends Error {
  override name = "ProviderRefusal";
  constructor(
    readonly verdict: (typeof READINESS_VERDICTS)[number],
    message: string,
  ) {
    super(message);
  }
}
