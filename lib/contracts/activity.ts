import * as z from "zod/mini";
import { OUTCOMES } from "./history";
import { ID_LENGTH } from "./identifier";
import { AGES } from "./instance-search";
import { CALLER_KINDS } from "./member";
import { storable } from "./text";
import { told } from "./told";

/** The types of records that events are about, in the order in which they are offered. */
export const SUBJECT_TYPES = [
  "instance",
  "user",
  "link",
  "job",
  "member",
  "api-key",
  "bundle",
  "view",
  "server",
  "webhook",
  "upstream",
  "organisation",
  "console",
] as const satisfies readonly string[];
export type SubjectType = (typeof SUBJECT_TYPES)[number];

const text = (most: number) => z.optional(z.string().check(z.minLength(1), z.maxLength(most), storable));

/** What narrows the activity. Everything left out matches everything; it all stands in the page's address. */
export const activityFilterSchema = z.object({
  /** Words of who did it, of the record's name or id, or of the details. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(200), storable)),
  /** The id of who did it. */
  actor: text(200),
  /** What was done; an older version's name of it too. */
  action: text(100),
  /** What kind of record it was done to. */
  type: z.optional(z.enum(SUBJECT_TYPES)),
  /** The very record, by its id. */
  subject: text(ID_LENGTH),
  /** All that concerns a user: their instances too, also those that are deleted. */
  userId: text(ID_LENGTH),
  outcome: z.optional(z.enum(OUTCOMES)),
  age: z.optional(z.enum(AGES)),
});
export type ActivityFilter = z.output<typeof activityFilterSchema>;

export const EXPORT_FORMATS = ["jsonl", "csv"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `GET /api/audit/export` */
export const exportActivityQuerySchema = z.extend(activityFilterSchema, {
  format: z._default(z.enum(EXPORT_FORMATS), "jsonl"),
});
export type ExportActivityQuery = z.output<typeof exportActivityQuerySchema>;

/** `GET /.well-known/patchbay-audit-keys`: a JSON Web Key Set (RFC 7517). */
export const auditKeysSchema = z.object({
  keys: z.array(
    z.object({
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      use: z.literal("sig"),
      kid: z.string(),
      x: z.string(),
    }),
  ),
});

/** `GET /api/activity` */
export const activityQuerySchema = z.extend(activityFilterSchema, {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  /** Where the page before ended: the answer's `next`, as it came. */
  after: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
});
export type ActivityQuery = z.output<typeof activityQuerySchema>;

export const activityEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ kind: z.nullable(told(z.enum(CALLER_KINDS))), id: z.string(), name: z.string() }),
  action: z.string(),
  outcome: told(z.enum(OUTCOMES)),
  subject: z.object({
    type: z.string(),
    id: z.string(),
    /** As the record is named now, or was when it was deleted; null where nobody knows any more. */
    name: z.nullable(z.string()),
    /** Whose it is, where it is some user's. */
    userId: z.nullable(z.string()),
  }),
  details: z.record(z.string(), z.unknown()),
});
export type ActivityEvent = z.infer<typeof activityEventSchema>;

export const activityAnswerSchema = z.object({
  events: z.array(activityEventSchema),
  /** Null on the last page. */
  next: z.nullable(z.int()),
});
export type ActivityAnswer = z.infer<typeof activityAnswerSchema>;
