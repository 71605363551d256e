import { verb } from "../../verb";
import { engineControls } from "../instances/controls";
import { hasTargets } from "../targets/affected";

/** What is suspended beside single instances: users, servers, or everything. */
export const listSuspensions = verb("suspension.list", async ({ upstreams }) => ({
  suspensions: hasTargets(upstreams) ? await engineControls(upstreams).suspensions() : [],
}));
