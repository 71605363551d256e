import { and, eq, gte, inArray, lt, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { ActivityFilter } from "@/lib/contracts/activity";
import { roleIncludes } from "@/lib/contracts/terms/role";
import type { Principal } from "../../context";
import { foldedNow } from "../../db/folded";
import { auditEvent } from "../../db/schema/audit";
import { instance } from "../../db/schema/instance";
import { pattern, sinceOf, wordsOf } from "../instances/filter";

/** A filter as a condition on the events, for a reader of them. */
export function activityCondition(filter: ActivityFilter, reader: Principal): SQL | undefined {
  const { q, actor, action, type, subject, userId, outcome, age } = filter;
  return and(
    visibleTo(reader),
    ...wordsOf(q ?? "").map((word) => wordCondition(word, reader)),
    actor ? eq(auditEvent.actorId, actor) : undefined,
    action ? eq(auditEvent.action, action) : undefined,
    type ? eq(auditEvent.subjectType, type) : undefined,
    subject ? eq(auditEvent.subjectId, subject) : undefined,
    userId ? userCondition(userId) : undefined,
    outcome ? eq(auditEvent.outcome, outcome) : undefined,
    age ? ageCondition(age) : undefined,
  );
}

/** Who signed in, who failed to, and what keys there are is an administrator's to know, beside what one did oneself. */
function visibleTo(reader: Principal): SQL | undefined {
  if (roleIncludes(reader.role, "administrator")) return undefined;
  return or(notInArray(auditEvent.subjectType, ["member", "api-key"]), eq(auditEvent.actorId, reader.id));
}

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/** In who, in which record by its id or its present name, or in the details, but for what the reader may not see of these. */
function wordCondition(word: string, reader: Principal): SQL | undefined {
  const contains = pattern("%", word, "%");
  const { actorName, actorEmail, subjectId, details } = auditEvent;
  const shown = roleIncludes(reader.role, "operator")
    ? sql`${details}::text`
    : sql`(case when jsonb_typeof(${details}) = 'object' then ${details} - 'instanceId' end)::text`;
  const own = foldedNow(sql`concat_ws(' ', ${actorName}, ${actorEmail}, ${subjectId}, ${shown})`);
  const { serverName, userId, platformName } = instance;
  // One record is looked up for each event, and not all for all of them: the offset keeps the database from the latter.
  const record = sql`case when ${subjectId} ~ ${UUID} then ${subjectId}::uuid end`;
  const named = sql`exists (
    select 1 from ${instance} where ${instance.id} = ${record}
    and ${foldedNow(sql`concat_ws(' ', ${serverName}, ${userId}, ${platformName})`)} like ${contains} offset 0)`;
  return or(sql`${own} like ${contains}`, named);
}

/** Events that name the user, and all events of every instance that was ever created for them. */
function userCondition(userId: string): SQL | undefined {
  const named = sql`${auditEvent.details}->>'userId' = ${userId}`;
  // As an array, which an index can be asked for beside the others: a subquery had all events looked at.
  const theirs = sql`array(
    select subject_id from audit_event
    where details->>'userId' = ${userId} and subject_type in ('instance', 'link'))`;
  return or(
    named,
    and(eq(auditEvent.subjectType, "user"), eq(auditEvent.subjectId, userId)),
    and(inArray(auditEvent.subjectType, ["instance", "link"]), sql`${auditEvent.subjectId} = any(${theirs})`),
  );
}

function ageCondition(age: NonNullable<ActivityFilter["age"]>): SQL {
  const since = sinceOf(age, new Date());
  return age === "older" ? lt(auditEvent.at, since) : gte(auditEvent.at, since);
}
