import { hashToken } from "../../cipher";
import type { Holder } from "../connect/begin";

/** Whoever sits at a browser that opened a connect link. Known by the browser's cookie alone, kept as a hash. */
export function visitorHolder(visitor: string): Holder {
  return { id: `visitor:${hashToken(visitor)}`, email: "visitor of a connect link" };
}
