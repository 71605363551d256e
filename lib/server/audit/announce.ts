import { type Placeholder, type SQL, sql } from "drizzle-orm";
import { ACTIONS, type Action, ruleOf } from "@/lib/contracts/action";
import type { EventType, WebhookEvent } from "@/lib/contracts/event";
import type { Sealed } from "./chain";

type Details = Record<string, unknown>;

/** When an action that may come to an event does; always, where nothing is said. */
const WHEN: Partial<Record<Action, Partial<Record<EventType, (details: Details) => boolean>>>> = {
  "instance.create": { "instance.created": ({ created }) => created !== false },
  "instance.deauthorize": { "instance.needs-authorization": ({ status }) => becomes(status, "revoked") },
  "instance.observe": {
    "instance.connected": ({ status }) => becomes(status, "connected"),
    "instance.needs-authorization": ({ status }) =>
      becomes(status, "needs-reauthorization") || becomes(status, "revoked"),
    "instance.gone": ({ missing }) => becomes(missing, true),
  },
  "upstream.observe": {
    "upstream.failing": ({ isFailing }) => isFailing === true,
    "upstream.recovered": ({ isFailing }) => isFailing === false,
  },
  "connect.return": { "instance.connected": ({ state }) => state === "connected" },
  "job.finish": { "user.offboarded": ({ action, userId }) => action === "offboard" && userId !== undefined },
};

function becomes(change: unknown, value: unknown): boolean {
  if (typeof change !== "object" || change === null || !("from" in change) || !("to" in change)) return false;
  return change.to === value && change.from !== value;
}

/** What is told of an audit event, for the outbox. */
export function announcementsOf({ content, personal }: Sealed): (Omit<WebhookEvent, "timestamp"> & {
  at: string;
})[] {
  if (content.outcome !== "succeeded" || !isAction(content.action)) return [];
  const { action } = content;
  const events = (ruleOf(action).events ?? []) as readonly EventType[];
  return events
    .filter((type) => WHEN[action]?.[type]?.(personal.details) ?? true)
    .map((type) => ({
      type,
      at: content.at,
      data: {
        id: content.id,
        subject: { type: content.subjectType, id: personal.subjectId },
        actor: { kind: content.actorKind ?? "member", id: content.actorId, name: personal.actorName },
        details: personal.details,
      },
    }));
}

function isAction(action: string): action is Action {
  return Object.hasOwn(ACTIONS, action);
}

/**
 * The part of a statement that puts events into the outbox, while there is an endpoint or a member who may want one.
 * @param announced what is told, as JSON
 * @param where a further condition
 */
export function outboxPart(announced: string | Placeholder, where: SQL = sql`true`): SQL {
  return sql`
    insert into event_outbox (type, at, data)
    select told.type, told.at, told.data
    from jsonb_to_recordset(${announced}::jsonb) as told (type text, at timestamptz, data jsonb)
    where ${where} and (
      exists (select 1 from webhook_endpoint where disabled_at is null)
      or exists (select 1 from member_notices where events <> '[]'))
    returning sequence`;
}
