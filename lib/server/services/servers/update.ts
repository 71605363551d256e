import type { UpdateServerForm } from "@/lib/contracts/server";
import type { ServerName } from "@/lib/contracts/server-name";
import { recordAudit } from "../../audit/record";
import { changeOfImage, readImage } from "../../image";
import { verb } from "../../verb";
import { settleSignIn, targetsOf } from "../targets/affected";
import { targetDetails } from "../targets/details";

/** Changes where a server of the organisation's own leads, and what it is sorted into. @throws PatchbayError */
export const updateServer = verb(
  "server.update",
  async (context, { name, icon: sent, ...form }: UpdateServerForm & { name: ServerName }) => {
    const icon = readImage("icon", sent);
    const target = await targetsOf(context.upstreams).changeServer(name, { ...form, icon });
    await settleSignIn(context, name);
    await recordAudit(context.db, context, {
      action: "server.update",
      subject: name,
      details: {
        category: form.category,
        icon: changeOfImage(icon),
        ...targetDetails({ ...form, kind: "remote" }),
      },
    });
    return target;
  },
);
