import { sql } from "drizzle-orm";
import { deliverNotices } from "../../services/notices/deliver";
import { announceEvents } from "../../services/webhooks/announce";
import { deliverDue } from "../../services/webhooks/deliver";
import type { Task } from "../task";

/** The one that hands out what is in the outbox, and the one that tells members; every other key is an endpoint's id. */
const OUTBOX = "";
const NOTICES = "notices";

/** Tells endpoints and members what happened: first what is new is handed out, then each is sent what is due. */
export const deliverEventsTask: Task = {
  keys: sql`
    select ${OUTBOX}::text where exists (select 1 from event_outbox)
    union
    select ${NOTICES}::text
    where exists (select 1 from notice where state = 'pending' and next_at <= now())
    union
    select endpoint.id::text from webhook_endpoint endpoint
    where endpoint.disabled_at is null and exists (
      select 1 from webhook_delivery delivery
      where delivery.endpoint_id = endpoint.id and delivery.state = 'pending' and delivery.next_at <= now()
    )`,
  time: 5_000,
  async run(context, { kind, key, goesOn }) {
    if (key === NOTICES) return deliverNotices(context, goesOn);
    if (key !== OUTBOX) return deliverDue(context, key, goesOn);
    while (goesOn()) if ((await announceEvents(context, kind)) === 0) return true;
    return false;
  },
};
