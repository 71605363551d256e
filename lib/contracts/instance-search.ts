import * as z from "zod/mini";
import { recordedIdSchema } from "./identifier";
import { instanceSchema } from "./instance";
import { connectionTypeSchema } from "./klavis/create-instance";
import { serverNameSchema } from "./server-name";
import { instanceStatusSchema } from "./status";
import { INSTANCE_STANDINGS } from "./terms/status";
import { storable } from "./text";
import { upstreamIdSchema } from "./upstream";

/** Several values of one kind: a list, or a text with commas between them, as it stands in an address. */
function listOf<Value extends string>(item: z.ZodMiniType<Value, string>) {
  const given = z.union([z.string(), z.array(z.string())]);
  const split = z.transform((values: string | string[]) =>
    typeof values === "string" ? values.split(",").filter(Boolean) : values,
  );
  return z.optional(z.pipe(given, z.pipe(split, z.array(item).check(z.minLength(1)))));
}

/** How long ago something was created. */
export const AGES = ["day", "week", "month", "quarter", "older"] as const;
/** What narrows a list of instances. Everything left out matches everything; it all stands in the page's address. */
export const instanceFilterSchema = z.object({
  /** Any part of the server's name, the user, the platform or an id. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(200), storable)),
  server: listOf(serverNameSchema),
  status: listOf(instanceStatusSchema),
  userId: z.optional(recordedIdSchema),
  platform: z.optional(recordedIdSchema),
  upstream: listOf(upstreamIdSchema),
  transport: z.optional(connectionTypeSchema),
  access: z.optional(z.enum(["read-only", "read-write"])),
  /** Whether the upstream still knows them. */
  presence: z.optional(z.enum(["there", "gone"])),
  /** A member's id. */
  creator: z.optional(z.string().check(z.minLength(1), z.maxLength(100), storable)),
  age: z.optional(z.enum(AGES)),
});
export type InstanceFilter = z.output<typeof instanceFilterSchema>;
/** As it is asked for. */
export type InstanceFilterInput = z.input<typeof instanceFilterSchema>;

/** The most instances that are taken by their ids. */
export const MOST_BY_ID = 1000;

/** What is done to many at once: the instances named, or all that match a filter. */
export const instanceChoiceSchema = z.object({
  instanceIds: z.optional(
    z
      .array(z.uuid())
      .check(
        z.minLength(1, { error: "Choose at least one instance." }),
        z.maxLength(MOST_BY_ID, { error: `Choose at most ${MOST_BY_ID} instances, or a filter.` }),
      ),
  ),
  /** Strict: a name that is mistyped must not widen it to everything. */
  filter: z.optional(
    z.strictObject({
      ...instanceFilterSchema.shape,
      // One that was meant to narrow it and says nothing must not either.
      q: z.optional(
        z.string().check(
          z.maxLength(200),
          storable,
          z.refine((text) => /[^\p{Z}\p{C}\s]/u.test(text), {
            error: "Write what to search for, or leave it out.",
          }),
          z.trim(),
        ),
      ),
    }),
  ),
});

export const INSTANCE_SORTS = ["created", "server", "user", "status"] as const;
export type InstanceSort = (typeof INSTANCE_SORTS)[number];

/** `GET /api/instances/search` */
export const searchInstancesQuerySchema = z.extend(instanceFilterSchema, {
  sort: z._default(z.enum(INSTANCE_SORTS), "created"),
  direction: z._default(z.enum(["ascending", "descending"]), "descending"),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  /** Where the page before ended: the answer's `next`, as it came. */
  after: z.optional(z.string().check(z.maxLength(2000))),
});
export type SearchInstancesQuery = z.output<typeof searchInstancesQuerySchema>;

export const searchInstancesAnswerSchema = z.object({
  instances: z.array(instanceSchema),
  /** Null on the last page. */
  next: z.nullable(z.string()),
});
export type SearchInstancesAnswer = z.infer<typeof searchInstancesAnswerSchema>;

/** More are not counted, however many there are. */
export const COUNTED = 10_000;

/** `exact` is for whoever is about to change all of them, and is to know how many that are. */
export const countInstancesQuerySchema = z.extend(instanceFilterSchema, {
  exact: z.optional(z.literal("true")),
});
/** `GET /api/instances/standings`: how many of each there are, whatever the filter says of status and presence. */
export const standingsAnswerSchema = z.object({
  counts: z.record(z.enum([...INSTANCE_STANDINGS, "all"]), z.int()),
  /** Whether there are more, which are not counted. */
  more: z.boolean(),
});
export type StandingsAnswer = z.infer<typeof standingsAnswerSchema>;

/** `GET /api/instances/count`: how many match, apart from the list because it takes longer the more there are. */
export const countInstancesAnswerSchema = z.object({
  count: z.int(),
  /** Whether there are more than that. */
  more: z.boolean(),
});
export type CountInstancesAnswer = z.infer<typeof countInstancesAnswerSchema>;
