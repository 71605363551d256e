import type { ServerName } from "@/lib/contracts/server-name";
import { verb } from "../../verb";
import { hasTargets, targetsOf } from "../targets/affected";

/** The icon of a server of the organisation's own; undefined where there is none. It is no more secret than the logo. */
export const readIcon = verb(
  "organisation.read",
  ["member", "apiKey", "visitor"],
  async ({ upstreams }, { name }: { name: ServerName }) =>
    hasTargets(upstreams) ? targetsOf(upstreams).icon(name) : undefined,
);
