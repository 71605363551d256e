import { sql } from "drizzle-orm";
import type { InstanceStanding } from "@/lib/contracts/terms/status";
import { instance } from "../../db/schema/instance";

/** What `standingOf` says of an instance, as a column. */
export const STANDING = sql<InstanceStanding>`case when ${instance.missingSince} is not null then 'gone' else ${instance.status} end`;
