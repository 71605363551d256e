import { verb } from "../../verb";
import { checkInstallation, type Installation } from "./check";

/** How this installation stands, for those who run it. */
export const readSystem = verb(
  "system.check",
  ["member"],
  ({ upstreams }, rest: Omit<Installation, "upstreams">) => checkInstallation({ ...rest, upstreams }),
);
