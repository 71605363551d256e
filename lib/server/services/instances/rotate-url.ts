import { eq } from "drizzle-orm";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeControls, controlsOf } from "./controls";
import { findInstance } from "./find";
import { sealUrls } from "./secrets";
import { serializeInstance } from "./serialize";

/** Gives an instance another URL: the one before is dead at once, its read-only address too. @throws PatchbayError */
export const rotateUrl = verb("instance.rotate-url", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.rotate-url", subject: id } as const;
  const rotated = await changeControls(context, controlsOf(upstreams, row), event, async (changes, tx) => {
    const serverUrl = await changes.rotateUrl(row.upstreamInstanceId);
    if (serverUrl === undefined) {
      throw new PatchbayError("upstream-not-found", "The engine does not know this instance any more.");
    }
    const { serverUrl: sealed, serverOrigin } = sealUrls(context, row, { serverUrl, oauthUrl: null });
    const [updated] = await tx
      .update(instance)
      .set({ serverUrl: sealed, serverOrigin, updatedAt: new Date() })
      .where(eq(instance.id, id))
      .returning();
    if (!updated) throw new PatchbayError("not-found", "There is no such instance.");
    return updated;
  });
  return { instance: serializeInstance(rotated, context) };
});
