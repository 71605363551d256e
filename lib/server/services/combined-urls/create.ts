import { randomUUID } from "node:crypto";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { CombinedUrlAnswer, CreateCombinedUrlRequest } from "@/lib/contracts/combined-url";
import { listWords } from "@/lib/words/list";
import { auditDoubt, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { originOf } from "../instances/secrets";
import { sealedAs } from "./find";
import { detailsOf, serializeCombinedUrl } from "./serialize";

/**
 * One URL for several servers that a user has, behind which an agent finds their tools by searching. Asked for the same again, it
 * answers the one that there is. Each instance keeps its own rules, as read-only or tools that are off.
 * @throws PatchbayError `invalid` on the field `serverNames` for a server that the user does not have
 */
export const createCombinedUrl = verb(
  "combined-url.create",
  async (
    context,
    { userId, upstream, serverNames: asked }: CreateCombinedUrlRequest,
  ): Promise<CombinedUrlAnswer> => {
    const { db, cipher, caller, upstreams } = context;
    const serverNames = [...new Set(asked)].sort();
    await requireInstances(context, { userId, upstream, serverNames });
    const details = detailsOf({ upstream, serverNames });
    const event = { action: "combined-url.create", subject: userId } as const;
    const { strataId, serverUrl } = await upstreams
      .of({ upstream })
      .combine(userId, serverNames)
      .catch(auditDoubt(context, { ...event, details: { ...details, created: true } }));
    const id = randomUUID();
    return db.transaction(async (tx) => {
      const [made] = await tx
        .insert(combinedUrl)
        .values({
          id,
          upstream,
          upstreamStrataId: strataId,
          userId,
          serverNames,
          serverUrl: cipher.encrypt(serverUrl, sealedAs(id)),
          serverOrigin: originOf(upstream, serverUrl),
          createdBy: caller.id,
          createdByName: caller.name,
        })
        .onConflictDoNothing()
        .returning();
      const same = and(eq(combinedUrl.upstream, upstream), eq(combinedUrl.upstreamStrataId, strataId));
      const [row] = made ? [made] : await tx.select().from(combinedUrl).where(same);
      if (!row) throw new Error("the combined URL was not stored");
      const created = made !== undefined;
      await recordAudit(tx, context, { ...event, details: { ...details, created } });
      return { combinedUrl: serializeCombinedUrl(row, context), created };
    });
  },
);

/** Those of a platform are not meant: the upstream combines what a user has at none. */
async function requireInstances(
  { db }: Context,
  { userId, upstream, serverNames }: CreateCombinedUrlRequest,
): Promise<void> {
  const rows = await db
    .select({ serverName: instance.serverName })
    .from(instance)
    .where(
      and(
        eq(instance.userId, userId),
        eq(instance.upstream, upstream),
        eq(instance.platformName, ""),
        // Of what is gone there, the upstream would make another one that no record has.
        isNull(instance.missingSince),
        inArray(instance.serverName, serverNames),
      ),
    );
  const known = new Set(rows.map(({ serverName }) => serverName));
  const missing = serverNames.filter((name) => !known.has(name));
  if (missing.length === 0) return;
  throw new PatchbayError("invalid", "Nothing was made.", {
    fields: { serverNames: [`${userId} has no instance of ${listWords(missing)} there. Create it first.`] },
  });
}
