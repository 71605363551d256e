import type { ServerName } from "@/lib/contracts/server-name";
import type { TargetForm } from "@/lib/contracts/target";
import { recordAudit } from "../../audit/record";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { settleSignIn, targetsOf } from "./affected";
import { targetDetails } from "./details";

/** Says what stands behind a server from now on. @throws PatchbayError */
export const updateTarget = verb(
  "target.update",
  async (context, input: TargetForm & { server: ServerName }) => {
    const { server, ...form } = input;
    const { db, upstreams } = context;
    const targets = targetsOf(upstreams);
    if ((await targets.read(server)).state === "builtin") {
      throw new PatchbayError("invalid", `${server} is built in: it is real, and leads nowhere else.`);
    }
    const target = await targets.write(server, form);
    await settleSignIn(context, server);
    await recordAudit(db, context, {
      action: "target.update",
      subject: server,
      details: targetDetails(form),
    });
    return target;
  },
);

/** Lets what the environment says stand behind a server again. @throws PatchbayError */
export const resetTarget = verb("target.reset", async (context, { server }: { server: ServerName }) => {
  const target = await targetsOf(context.upstreams).reset(server);
  await settleSignIn(context, server);
  await recordAudit(context.db, context, { action: "target.reset", subject: server, details: {} });
  return target;
});
