import { and, desc, eq } from "drizzle-orm";
import type { DeletedInstance } from "@/lib/contracts/history";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { auditEvent } from "../../db/schema/audit";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { actorName } from "../activity/serialize";

/** What an instance was, and who deleted it when. @throws PatchbayError `not-found` where none of that id was deleted */
export const readDeletedInstance = verb(
  "instance.read",
  async ({ db }, { id }: { id: string }): Promise<DeletedInstance> => {
    const [deletion] = await db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.subjectType, "instance"),
          eq(auditEvent.subjectId, id),
          eq(auditEvent.action, "instance.delete"),
          eq(auditEvent.outcome, "succeeded"),
        ),
      )
      .orderBy(desc(auditEvent.sequence))
      .limit(1);
    const server = serverNameSchema.safeParse(deletion?.details.serverName);
    if (!deletion || !server.success) throw new PatchbayError("not-found", "There is no such instance.");
    const { userId, platformName } = deletion.details;
    return {
      id,
      serverName: server.data,
      userId: String(userId),
      platformName: platformName ? String(platformName) : null,
      deletedAt: deletion.at.toISOString(),
      deletedBy: actorName(deletion),
    };
  },
);
