import type { CreateServerForm } from "@/lib/contracts/server";
import { recordAudit } from "../../audit/record";
import { changeOfImage, readImage } from "../../image";
import { verb } from "../../verb";
import { targetsOf } from "../targets/affected";
import { targetDetails } from "../targets/details";

/** Adds a server of the organisation's own to those of the catalogue. @throws PatchbayError */
export const createServer = verb(
  "server.create",
  async (context, { icon: sent, ...form }: CreateServerForm) => {
    const icon = readImage("icon", sent);
    const targets = targetsOf(context.upstreams);
    const target = await targets.addServer({ ...form, icon });
    await recordAudit(context.db, context, {
      action: "server.create",
      subject: form.name,
      details: {
        category: form.category,
        icon: changeOfImage(icon),
        ...targetDetails({ ...form, kind: "remote" }),
      },
    }).catch(async (error: unknown) => {
      // Nobody would know of it, and the next try would find the name taken.
      await targets.removeServer(form.name);
      throw error;
    });
    return target;
  },
);
