import type { ApproveToolForm } from "@/lib/contracts/drift";
import { auditDoubt, recordAudit } from "../../audit/record";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { engineControls } from "../instances/controls";

/** Lets a tool that changed be used as it is now. @throws PatchbayError */
export const approveTool = verb("server.approve-tool", async (context, change: ApproveToolForm) => {
  const { serverName, tool, hash } = change;
  const controls = engineControls(context.upstreams);
  const event = { action: "server.approve-tool", subject: serverName, details: { tool, hash } } as const;
  const seen = await controls.approveTool(change).catch(auditDoubt(context, event));
  if (!seen) throw new PatchbayError("not-found", "No such change of a tool was seen.");
  await recordAudit(context.db, context, event);
  return controls.toolChanges();
});
