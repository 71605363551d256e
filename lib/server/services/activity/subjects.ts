import { and, eq, inArray } from "drizzle-orm";
import type { ActivityEvent } from "@/lib/contracts/activity";
import type { Context } from "../../context";
import { apiKey } from "../../db/schema/api-key";
import { auditEvent } from "../../db/schema/audit";
import { user } from "../../db/schema/auth";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";

type Subject = ActivityEvent["subject"];
type About = Pick<typeof auditEvent.$inferSelect, "subjectType" | "subjectId">;

/** Answers what names the records that events are about: as they are now, or as they were when they were deleted. */
export async function nameSubjects(
  { db }: Pick<Context, "db">,
  events: readonly About[],
): Promise<(event: About) => Subject> {
  const idsOf = (type: string) => [
    ...new Set(events.flatMap(({ subjectType, subjectId }) => (subjectType === type ? [subjectId] : []))),
  ];
  const [instances, links, members, keys] = await Promise.all([
    nameInstances(db, idsOf("instance").filter(isUuid)),
    nameLinks(db, idsOf("link").filter(isUuid)),
    nameMembers(db, idsOf("member")),
    nameKeys(db, idsOf("api-key").filter(isUuid)),
  ]);
  const known = new Map<string, Named>([...instances, ...links, ...members, ...keys]);
  return ({ subjectType: type, subjectId: id }) => {
    if (type === "user") return { type, id, name: id, userId: id };
    return { type, id, name: null, userId: null, ...known.get(id) };
  };
}

type Named = Pick<Subject, "name" | "userId">;
type Names = readonly (readonly [id: string, named: Named])[];
type Label = { serverName: string; userId: string; platformName: string };

async function nameInstances(db: Context["db"], ids: string[]): Promise<Names> {
  if (ids.length === 0) return [];
  const { id, serverName, userId, platformName } = instance;
  const there = await db
    .select({ id, serverName, userId, platformName })
    .from(instance)
    .where(inArray(id, ids));
  const named = there.map((row) => [row.id, nameOf(row)] as const);
  const gone = ids.filter((each) => !there.some((row) => row.id === each));
  return [...named, ...(await nameDeleted(db, gone))];
}

/** What was deleted told its name as it went. */
async function nameDeleted(db: Context["db"], ids: string[]): Promise<Names> {
  if (ids.length === 0) return [];
  const deletions = await db
    .select({ id: auditEvent.subjectId, details: auditEvent.details })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.subjectType, "instance"),
        inArray(auditEvent.subjectId, ids),
        eq(auditEvent.action, "instance.delete"),
      ),
    );
  return deletions.flatMap(({ id, details }) => {
    const { serverName, userId, platformName } = (details ?? {}) as Record<keyof Label, unknown>;
    if (typeof serverName !== "string" || typeof userId !== "string") return [];
    return [[id, nameOf({ serverName, userId, platformName: String(platformName ?? "") })] as const];
  });
}

function nameOf({ serverName, userId, platformName }: Label): Named {
  return { name: `${serverName} of ${userId}${platformName ? ` on ${platformName}` : ""}`, userId };
}

async function nameLinks(db: Context["db"], ids: string[]): Promise<Names> {
  if (ids.length === 0) return [];
  const { id, person, userId } = connectLink;
  const rows = await db.select({ id, person, userId }).from(connectLink).where(inArray(id, ids));
  return rows.map((row) => [row.id, { name: row.person, userId: row.userId }] as const);
}

async function nameMembers(db: Context["db"], ids: string[]): Promise<Names> {
  if (ids.length === 0) return [];
  const rows = await db.select({ id: user.id, email: user.email }).from(user).where(inArray(user.id, ids));
  return rows.map((row) => [row.id, { name: row.email, userId: null }] as const);
}

async function nameKeys(db: Context["db"], ids: string[]): Promise<Names> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({ id: apiKey.id, name: apiKey.name })
    .from(apiKey)
    .where(inArray(apiKey.id, ids));
  return rows.map((row) => [row.id, { name: row.name, userId: null }] as const);
}

function isUuid(id: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}
