import { and, eq, inArray } from "drizzle-orm";
import * as z from "zod/mini";
import { JOB_ACTIONS, type JobAction } from "@/lib/contracts/job";
import { roleIncludes } from "@/lib/contracts/terms/role";
import { recordAudit } from "../../audit/record";
import type { Context, Principal, System } from "../../context";
import { user } from "../../db/schema/auth";
import { job } from "../../db/schema/job";
import { findUsableKey } from "../api-keys/authenticate";

/** What a newer version began, processes of that version go on with. */
export const isKnown = inArray(job.action, [...JOB_ACTIONS]);

/**
 * A running job, to be gone on with in the name of whoever began it, with the role that they have now. Where they may
 * not any more, it is stopped. Undefined where there is nothing to go on with.
 */
export async function claimJob(
  context: Context<System>,
  id: string,
): Promise<{ action: JobAction; asCreator: Context } | undefined> {
  const [running] = await context.db
    .select({ action: job.action, createdBy: job.createdBy, member: user })
    .from(job)
    .leftJoin(user, eq(user.id, job.createdBy))
    .where(and(eq(job.id, id), eq(job.state, "running"), isKnown));
  if (!running) return undefined;
  const { action, createdBy, member } = running;
  const creator = member ? asCaller(member) : await findKey(context, createdBy);
  if (creator && roleIncludes(creator.role, "operator")) {
    return { action, asCreator: { ...context, caller: creator } };
  }
  await stopUnasked(context, id);
  return undefined;
}

function asCaller(member: typeof user.$inferSelect): Principal | undefined {
  const { id, name, email, role, disabledAt } = member;
  return disabledAt ? undefined : { kind: "member", id, name, email, role };
}

/** Keys have UUIDs, and ids are never used twice, of whichever kind. */
async function findKey({ db }: Context<System>, id: string): Promise<Principal | undefined> {
  if (!z.uuid().safeParse(id).success) return undefined;
  const known = await findUsableKey(db, id);
  return known?.scopes.includes("console") ? known.caller : undefined;
}

async function stopUnasked(context: Context<System>, id: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [stopped] = await tx
      .update(job)
      .set({ state: "stopped", finishedAt: new Date() })
      .where(and(eq(job.id, id), eq(job.state, "running")))
      .returning({ id: job.id });
    if (!stopped) return;
    const details = { because: "whoever began it may not do this any more" };
    await recordAudit(tx, context, { action: "job.stop", subject: id, details });
  });
}
