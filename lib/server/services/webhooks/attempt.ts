import { and, desc, eq, isNull, lte, notInArray, sql } from "drizzle-orm";
import { TEST_EVENT } from "@/lib/contracts/event";
import { recordAudit } from "../../audit/record";
import { type Context, SYSTEM } from "../../context";
import type { Database } from "../../db/client";
import { webhookAttempt, webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { EgressError } from "../../egress/egress-error";
import { openSecrets, signatureOf } from "./secrets";
import { addressOf, type DeliveryRow, type EndpointRow } from "./serialize";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Seconds until the next attempt, after each that failed: three days in all. Then the delivery has failed. */
export const SCHEDULE = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** An endpoint of which every attempt failed for so many days is disabled. */
export const DAYS_OF_FAILURE = 5;
/** So many attempts are kept of a delivery, and so many characters of an answer. */
const KEPT = 20;
const ANSWER_LENGTH = 500;
/** Of an endpoint: ten seconds to answer, and nothing that is worth reading on. It leads nowhere else. */
const LIMITS = { headers: 10_000, whole: 15_000, idle: 10_000, bytes: 64 * 1024 };
const GONE = 410;

type Needs = Pick<Context, "db" | "cipher" | "outbound" | "log"> & { request: Context["request"] };
type Outcome = {
  succeeded: boolean;
  status: number | null;
  reason: string | null;
  answer: string;
  milliseconds: number;
};

/** Sends a delivery to its endpoint and keeps what came of it. Answers whether it was taken. */
export async function attemptDelivery(
  context: Needs,
  endpoint: EndpointRow,
  delivery: DeliveryRow,
  { byHand = false }: { byHand?: boolean } = {},
): Promise<boolean> {
  const outcome = await send(context, endpoint, delivery);
  await context.db.transaction(async (tx) => {
    await tx.insert(webhookAttempt).values({ deliveryId: delivery.id, byHand, ...outcome });
    await forgetOldest(tx, delivery.id);
    await tx
      .update(webhookDelivery)
      .set({ ...next(delivery, outcome), triedAt: new Date() })
      .where(eq(webhookDelivery.id, delivery.id));
    // What is tried by hand says nothing of days.
    if (outcome.succeeded || !byHand) await note(tx, context, endpoint, outcome);
  });
  return outcome.succeeded;
}

async function send(
  context: Needs,
  endpoint: EndpointRow,
  { messageId, payload }: DeliveryRow,
): Promise<Outcome> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const [id, timestamp] = [`msg_${messageId}`, Math.floor(Date.now() / 1000)];
  try {
    const signature = signatureOf(openSecrets(context, endpoint), { id, timestamp, body: payload });
    const response = await context.outbound.fetch(endpoint.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Patchbay",
        "webhook-id": id,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": signature,
      },
      body: payload,
      redirect: "manual",
      limits: LIMITS,
    });
    const answer = await response.text().catch(() => "");
    return {
      succeeded: response.ok,
      status: response.status,
      reason: response.ok ? null : `It answered ${response.status}.`,
      answer: answer.slice(0, ANSWER_LENGTH).replaceAll("\0", "").toWellFormed(),
      milliseconds: took(),
    };
  } catch (error) {
    if (!(error instanceof EgressError)) context.log.error({ err: error }, "an event could not be sent");
    const reason = error instanceof EgressError ? error.message : "It could not be sent. The log says more.";
    return { succeeded: false, status: null, reason, answer: "", milliseconds: took() };
  }
}

/** How a delivery goes on. A tenth more or less, so that what failed together does not come back together. */
function next({ type, failures }: DeliveryRow, { succeeded }: Outcome) {
  if (succeeded) return { state: "delivered" as const, failures: 0 };
  const wait = type === TEST_EVENT ? undefined : SCHEDULE[failures];
  if (wait === undefined) return { state: "failed" as const, failures: failures + 1 };
  const seconds = wait * (0.9 + Math.random() / 5);
  return {
    state: "pending" as const,
    failures: failures + 1,
    nextAt: sql`now() + make_interval(secs => ${seconds}::double precision)`,
  };
}

type Transaction = Pick<Database, "select" | "update" | "delete" | "execute">;

async function forgetOldest(tx: Transaction, deliveryId: string): Promise<void> {
  const of = eq(webhookAttempt.deliveryId, deliveryId);
  const latest = tx
    .select({ id: webhookAttempt.id })
    .from(webhookAttempt)
    .where(of)
    .orderBy(desc(webhookAttempt.id))
    .limit(KEPT);
  await tx.delete(webhookAttempt).where(and(of, notInArray(webhookAttempt.id, latest)));
}

/** Keeps how an endpoint does, and disables one that is gone, or has failed for days. What is recorded comes last. */
async function note(
  tx: Transaction,
  { request }: Needs,
  { id, url }: EndpointRow,
  { succeeded, status }: Outcome,
): Promise<void> {
  const failing = sql`coalesce(${webhookEndpoint.failingSince}, now())`;
  await tx
    .update(webhookEndpoint)
    .set({ failingSince: succeeded ? null : failing })
    .where(eq(webhookEndpoint.id, id));
  if (succeeded) return;
  const long = sql`now() - make_interval(days => ${DAYS_OF_FAILURE}::int)`;
  const disabledBecause = status === GONE ? "gone" : "failing";
  const [disabled] = await tx
    .update(webhookEndpoint)
    .set({ disabledAt: new Date(), disabledBecause })
    .where(
      and(
        eq(webhookEndpoint.id, id),
        isNull(webhookEndpoint.disabledAt),
        status === GONE ? undefined : lte(webhookEndpoint.failingSince, long),
      ),
    )
    .returning({ id: webhookEndpoint.id });
  if (!disabled) return;
  const because = status === GONE ? "it answered that it is gone" : `it failed for ${DAYS_OF_FAILURE} days`;
  await recordAudit(
    tx,
    { caller: SYSTEM, request: { id: request.id, address: null } },
    { action: "webhook.disable", subject: id, details: { address: addressOf(url), because } },
  );
}
