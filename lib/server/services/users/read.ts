import { desc, eq } from "drizzle-orm";
import type { UserAnswer } from "@/lib/contracts/user";
import type { Context } from "../../context";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { serializeCombinedUrl } from "../combined-urls/serialize";
import { type InstanceRow, serializeInstance } from "../instances/serialize";
import { hasTargets } from "../targets/affected";
import { summarizeUser } from "./list";

/** Nobody has more instances than there are servers and a few platforms. */
const MOST = 1000;

/** What agents called of these, as far as calls pass through this console. */
async function usageOf({ upstreams }: Context, rows: readonly InstanceRow[]): Promise<UserAnswer["usage"]> {
  const ours = rows.filter(({ upstream }) => upstream === "embedded");
  if (ours.length === 0 || !hasTargets(upstreams)) return {};
  const totals = await upstreams
    .get("embedded")
    .controls?.totals(ours.map(({ upstreamInstanceId }) => upstreamInstanceId));
  return Object.fromEntries(
    ours.flatMap(({ id, upstreamInstanceId }) => {
      const total = totals?.get(upstreamInstanceId);
      return total ? [[id, total]] : [];
    }),
  );
}

/** One person with all that is theirs, the newest first. @throws PatchbayError `not-found` */
export const readUser = verb("user.read", async (context, { userId }: { userId: string }) => {
  const { db } = context;
  const user = await summarizeUser(db, userId);
  if (!user) throw new PatchbayError("not-found", "Nobody of this name has any instances.");
  const rows = await db
    .select()
    .from(instance)
    .where(eq(instance.userId, userId))
    .orderBy(desc(instance.createdAt), desc(instance.id))
    .limit(MOST);
  const instances = rows.map((row) => serializeInstance(row, context));
  const combined = await db
    .select()
    .from(combinedUrl)
    .where(eq(combinedUrl.userId, userId))
    .orderBy(desc(combinedUrl.createdAt))
    .limit(MOST);
  const combinedUrls = combined.map((row) => serializeCombinedUrl(row, context));
  return { user, combinedUrls, instances, usage: await usageOf(context, rows) };
});
