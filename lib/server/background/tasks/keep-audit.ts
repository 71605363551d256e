import { sql } from "drizzle-orm";
import { signHead } from "../../audit/heads";
import { closeSegment, closeSegmentZero } from "../../audit/segments";
import type { Task } from "../task";

const DAY = 24 * 60 * 60 * 1000;

/** Closes what was recorded before there was a chain, lets go of what is too old, and signs where the record ends. */
export const keepAuditTask: Task = {
  keys: sql`select ''`,
  time: 5_000,
  every: DAY,
  async run({ db, audit: { signer, days }, log }) {
    if (await closeSegmentZero(db, signer)) log.info("the record from before the chain is closed");
    const gone = days ? await closeSegment(db, signer, new Date(Date.now() - days * DAY)) : 0;
    if (gone > 0) log.info({ events: gone }, "the record let go of its oldest events");
    await signHead(db, signer);
    return true;
  },
};
