import { and, eq, gte, inArray, isNotNull, isNull, like, lt, or, type SQL, sql } from "drizzle-orm";
import type * as z from "zod/mini";
import type { InstanceFilter, instanceChoiceSchema } from "@/lib/contracts/instance-search";
import { plainLetters } from "@/lib/words/fold";
import type { Principal } from "../../context";
import { foldedNow } from "../../db/folded";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { seesUpstreamId } from "./serialize";

const DAY = 24 * 60 * 60 * 1000;
const AGE_DAYS = { day: 1, week: 7, month: 30, quarter: 90 } as const;

/** Below this many characters a trigram index finds nothing, so only beginnings are looked for. */
const TRIGRAM = 3;

/** A filter, or the very instances that are meant; both together are those of them that match. */
export type InstanceChoice = InstanceFilter & { ids?: readonly string[] | undefined };

/** What was chosen, by id or by filter. @throws PatchbayError `invalid` where neither is said */
export function choiceOf({ instanceIds, filter }: z.output<typeof instanceChoiceSchema>): InstanceChoice {
  if (instanceIds) return { ids: instanceIds };
  if (filter) return filter;
  throw new PatchbayError("invalid", "Choose instances, or a filter.");
}

/** A filter as a condition on the `instance` table, for a reader of it; undefined where everything matches. */
export function instanceCondition(filter: InstanceChoice, reader: Principal): SQL | undefined {
  const { ids, q, server, status, userId, platform, upstream, transport, access, presence, creator, age } =
    filter;
  return and(
    ids ? inArray(instance.id, ids) : undefined,
    ...wordsOf(q ?? "").flatMap((word) => [
      textCondition(word),
      // What a reader may not see, they cannot search out letter by letter.
      seesUpstreamId(reader) ? undefined : shownCondition(word),
    ]),
    server?.length ? inArray(instance.serverName, server) : undefined,
    status?.length ? inArray(instance.status, status) : undefined,
    userId ? eq(instance.userId, userId) : undefined,
    platform ? eq(instance.platformName, platform) : undefined,
    upstream?.length ? inArray(instance.upstream, upstream) : undefined,
    transport ? eq(instance.connectionType, transport) : undefined,
    access ? eq(instance.isReadOnly, access === "read-only") : undefined,
    presence === "gone" ? isNotNull(instance.missingSince) : undefined,
    presence === "there" ? isNull(instance.missingSince) : undefined,
    creator ? eq(instance.createdBy, creator) : undefined,
    age ? ageCondition(age, new Date()) : undefined,
  );
}

/** More words are not looked for one by one: what is left of the text is looked for as it stands. */
const MOST_WORDS = 8;

/** The words of a search, which may stand in any order and in any field, without what is not read. */
export function wordsOf(q: string): string[] {
  const words = plainLetters(q)
    .split(" ")
    .filter((word) => word !== "");
  const rest = words.slice(MOST_WORDS - 1).join(" ");
  return [...words.slice(0, MOST_WORDS - 1), ...(rest ? [rest] : [])];
}

function textCondition(q: string): SQL | undefined {
  if (q.length >= TRIGRAM) return like(instance.foldedText, pattern("%", q, "%"));
  return or(like(instance.foldedText, pattern("", q, "%")), like(instance.foldedText, pattern("% ", q, "%")));
}

/** The same in all but the upstream's id. No index has that: it sifts what the condition above has found. */
function shownCondition(q: string): SQL {
  const { serverName, userId, platformName, id } = instance;
  const shown = foldedNow(sql`concat_ws(' ', '', ${serverName}, ${userId}, ${platformName}, ${id})`);
  return sql`position(lower(${q.length >= TRIGRAM ? q : ` ${q}`}) in ${shown}) > 0`;
}

/** A pattern for LIKE around a text, which stands for itself. The database folds its case, as it did the record's. */
export function pattern(before: string, text: string, after: string): SQL {
  return sql`lower(${before + text.replace(/[\\%_]/g, "\\$&") + after})`;
}

function ageCondition(age: NonNullable<InstanceFilter["age"]>, now: Date): SQL {
  const since = sinceOf(age, now);
  return age === "older" ? lt(instance.createdAt, since) : gte(instance.createdAt, since);
}

/** The moment since which something of that age was made; what is older was made before it. */
export function sinceOf(age: NonNullable<InstanceFilter["age"]>, now: Date): Date {
  return new Date(now.getTime() - AGE_DAYS[age === "older" ? "quarter" : age] * DAY);
}
