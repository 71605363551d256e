import { and, eq } from "drizzle-orm";
import type { JobAction } from "@/lib/contracts/job";
import { roleIncludes } from "@/lib/contracts/member";
import { recordAudit } from "../../audit/record";
import type { Context, System } from "../../context";
import { user } from "../../db/schema/auth";
import { job } from "../../db/schema/job";

/**
 * A running job, to be gone on with in the name of whoever began it, with the role that they have now. Where they may
 * not any more, it is stopped. Undefined where there is nothing to go on with.
 */
export async function claimJob(
  context: Context<System>,
  id: string,
): Promise<{ action: JobAction; asCreator: Context } | undefined> {
  const [running] = await context.db
    .select({ action: job.action, creator: user })
    .from(job)
    .leftJoin(user, eq(user.id, job.createdBy))
    .where(and(eq(job.id, id), eq(job.state, "running")));
  if (!running) return undefined;
  const { action, creator } = running;
  if (creator && roleIncludes(creator.role, "operator")) {
    const { name, email, role } = creator;
    return {
      action,
      asCreator: { ...context, caller: { kind: "member", id: creator.id, name, email, role } },
    };
  }
  await stopUnasked(context, id);
  return undefined;
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
