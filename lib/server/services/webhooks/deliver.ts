import { and, asc, eq, isNull, lte, sql } from "drizzle-orm";
import type { Context, System } from "../../context";
import { webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { attemptDelivery } from "./attempt";

/** So many deliveries are on their way to one endpoint at once. */
const TOGETHER = 4;

/** Sends what is due at an endpoint, for as long as that goes well. Answers whether nothing is left for now. */
export async function deliverDue(
  context: Context<System>,
  endpointId: string,
  goesOn: () => boolean,
): Promise<boolean> {
  const { db } = context;
  while (goesOn()) {
    const [endpoint] = await db
      .select()
      .from(webhookEndpoint)
      .where(and(eq(sql`${webhookEndpoint.id}::text`, endpointId), isNull(webhookEndpoint.disabledAt)));
    if (!endpoint) return true;
    const due = await db
      .select()
      .from(webhookDelivery)
      .where(
        and(
          eq(webhookDelivery.endpointId, endpoint.id),
          eq(webhookDelivery.state, "pending"),
          lte(webhookDelivery.nextAt, sql`now()`),
        ),
      )
      .orderBy(asc(webhookDelivery.nextAt))
      .limit(TOGETHER);
    if (due.length === 0) return true;
    const taken = await Promise.all(due.map((delivery) => attemptDelivery(context, endpoint, delivery)));
    // One that takes nothing must not hold up the others: what is left comes with the next look.
    if (!taken.includes(true)) return true;
  }
  return false;
}
