import type { ApproveToolForm } from "@/lib/contracts/drift";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeControls, engineControls } from "../instances/controls";

/** Lets a tool that changed be used as it is now. @throws PatchbayError */
export const approveTool = verb("server.approve-tool", async (context, change: ApproveToolForm) => {
  const { serverName, tool, hash } = change;
  const controls = engineControls(context.upstreams);
  const event = { action: "server.approve-tool", subject: serverName, details: { tool, hash } } as const;
  await changeControls(context, controls, event, async (changes) => {
    if (!(await changes.approveTool(change))) {
      throw new PatchbayError("not-found", "No such change of a tool was seen.");
    }
  });
  return controls.toolChanges();
});
