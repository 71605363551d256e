import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import type { Webhook } from "@/lib/contracts/webhook";
import type { Database } from "../../db/client";
import { webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { EgressError } from "../../egress/egress-error";
import type { Outbound } from "../../egress/outbound";
import { PatchbayError } from "../../errors";
import { type EndpointRow, serializeWebhook } from "./serialize";

/** @throws PatchbayError `not-found` */
export async function findEndpoint(db: Pick<Database, "select">, id: string): Promise<EndpointRow> {
  const [row] = await db.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, id));
  if (!row) throw new PatchbayError("not-found", "There is no such webhook.");
  return row;
}

/** An endpoint with what came of its deliveries. */
export async function describeEndpoint(db: Database, row: EndpointRow): Promise<Webhook> {
  const { endpointId, state, triedAt } = webhookDelivery;
  const [waiting, [latest]] = await Promise.all([
    db.$count(webhookDelivery, and(eq(endpointId, row.id), eq(state, "pending"))),
    db
      .select({ type: webhookDelivery.type, state, triedAt })
      .from(webhookDelivery)
      .where(and(eq(endpointId, row.id), isNotNull(triedAt)))
      .orderBy(desc(sql`${triedAt}`))
      .limit(1),
  ]);
  return serializeWebhook(row, { waiting, latest: latest ?? null });
}

/** @throws PatchbayError `invalid` where nothing would ever be sent to that address */
export function requireReachable({ check }: Outbound, url: string): void {
  try {
    check(url);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    throw new PatchbayError("invalid", error.message, { fields: { url: [error.message] } });
  }
}
