import type { ServerName } from "@/lib/contracts/server-name";
import { recordAudit } from "../../audit/record";
import { verb } from "../../verb";
import { targetsOf } from "./affected";

/** Tests whether accounts could be connected at a server from here. @throws PatchbayError */
export const testTarget = verb(
  "target.test",
  async (context, { server, register }: { server: ServerName; register: boolean }) => {
    const target = await targetsOf(context.upstreams).test(server, { register });
    await recordAudit(context.db, context, {
      action: "target.test",
      subject: server,
      details: { registered: register, ...(target.readiness && { verdict: target.readiness.verdict }) },
    });
    return target;
  },
);
