import type { ServerName } from "@/lib/contracts/server-name";
import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { targetsOf } from "../targets/affected";

/** Deletes a server of the organisation's own that has no instance any more. @throws PatchbayError */
export const deleteServer = verb("server.delete", async (context, { name }: { name: ServerName }) => {
  const targets = targetsOf(context.upstreams);
  const event = { action: "server.delete", subject: name } as const;
  await targets.requireRemovable(name);
  await recordAudit(context.db, context, event);
  await targets.removeServer(name).catch(async (error: unknown) => {
    await recordAudit(context.db, context, { ...event, outcome: "failed" });
    throw error;
  });
  return { deleted: true } as const;
});
