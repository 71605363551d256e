import { and, eq } from "drizzle-orm";
import { recordAudit } from "../../audit/record";
import { passkey } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";

/** Forgets one of one's own passkeys. Sessions that it began go on. @throws PatchbayError `not-found` also for somebody else's */
export const removePasskey = verb("passkey.remove", ["member"], (context, { id }: { id: string }) =>
  context.db.transaction(async (tx) => {
    const { caller } = context;
    const [gone] = await tx
      .delete(passkey)
      .where(and(eq(passkey.id, id), eq(passkey.userId, caller.id)))
      .returning({ name: passkey.name });
    if (!gone) throw new PatchbayError("not-found", "There is no such passkey any more.");
    await recordAudit(tx, context, { action: "passkey.remove", subject: caller.id, details: gone });
    return { removed: true } as const;
  }),
);
