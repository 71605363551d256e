import { asc, inArray, isNull, sql } from "drizzle-orm";
import type { WebhookEvent } from "@/lib/contracts/event";
import { instancePath, jobPath, PATHS, userPath } from "@/lib/paths";
import type { Context, System } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { task } from "../../db/schema/task";
import { eventOutbox, webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { enqueueNotices } from "../notices/enqueue";
import { readEvents } from "./serialize";

/** So many events are handed out at a time. */
const BATCH = 100;

/**
 * Hands what is in the outbox to the members and the endpoints that want it, each as a delivery of its own, with the task of the endpoint
 * that sends it. All of it or nothing: no event is lost, and none is handed out twice. Answers how many there were.
 * @param kind the kind of task that sends
 */
export function announceEvents(context: Context<System>, kind: string): Promise<number> {
  const { db, appUrl } = context;
  return db.transaction(async (tx) => {
    const events = await tx
      .select()
      .from(eventOutbox)
      .orderBy(asc(eventOutbox.sequence))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (events.length === 0) return 0;
    const endpoints = await tx.select().from(webhookEndpoint).where(isNull(webhookEndpoint.disabledAt));
    const instances = await readInstances(tx, events);
    const told = events.map(({ id, type, at, data }) => {
      const more = { ...instances.get(data.subject.id), ...pageOf(appUrl, data) };
      return { id, at, event: { type, timestamp: at.toISOString(), data: { ...data, ...more } } };
    });
    await enqueueNotices(tx, context, told);
    const deliveries = told.flatMap(({ id, at, event }) => {
      const payload = JSON.stringify(event);
      const { type } = event;
      return endpoints
        .filter(({ events: wanted, createdAt }) => createdAt <= at && includes(wanted, type))
        .map((endpoint) => ({ endpointId: endpoint.id, messageId: id, type, payload }));
    });
    if (deliveries.length > 0) {
      await tx.insert(webhookDelivery).values(deliveries).onConflictDoNothing();
      const keys = [...new Set(deliveries.map(({ endpointId }) => endpointId))];
      await tx
        .insert(task)
        .values(keys.map((key) => ({ kind, key })))
        .onConflictDoNothing();
    }
    await tx.delete(eventOutbox).where(
      inArray(
        eventOutbox.sequence,
        events.map(({ sequence }) => sequence),
      ),
    );
    return events.length;
  });
}

function includes(wanted: unknown, type: string): boolean {
  return (readEvents(wanted) as string[]).includes(type);
}

type Instance = Required<WebhookEvent["data"]>["instance"];

/** The instances that events are about, as far as they are still there. */
async function readInstances(
  tx: Pick<Database, "select">,
  events: readonly (typeof eventOutbox.$inferSelect)[],
): Promise<Map<string, { instance: Instance }>> {
  const ids = events
    .filter(({ data }) => data.subject.type === "instance")
    .map(({ data }) => data.subject.id);
  if (ids.length === 0) return new Map();
  const { id, serverName, userId, platformName, status } = instance;
  const rows = await tx
    .select({ id, serverName, userId, platformName: sql<string | null>`nullif(${platformName}, '')`, status })
    .from(instance)
    .where(inArray(sql`${id}::text`, ids));
  return new Map(rows.map((row) => [row.id, { instance: row }]));
}

/** Where the console shows what an event is about. */
function pageOf(appUrl: string, { subject, details }: WebhookEvent["data"]): { page?: string } {
  if (subject.type === "instance") return { page: appUrl + instancePath(subject.id) };
  if (subject.type === "job" && typeof details.userId === "string") {
    return { page: appUrl + userPath(details.userId, { job: subject.id }) };
  }
  if (subject.type === "job") return { page: appUrl + jobPath(subject.id) };
  if (subject.type === "api-key") return { page: appUrl + PATHS.apiKeys };
  if (subject.type === "upstream") return { page: appUrl + PATHS.overview };
  if (subject.type === "link" && typeof details.userId === "string") {
    return { page: appUrl + userPath(details.userId) };
  }
  return {};
}
