import { verb } from "../../verb";
import { engineControls } from "../instances/controls";

/** Tools that describe themselves in another way than they did, and what is done about such. @throws PatchbayError */
export const listToolChanges = verb("tool-change.list", ({ upstreams }) =>
  engineControls(upstreams).toolChanges(),
);
