import * as z from "zod/mini";
import { attemptSchema } from "./connect";
import { recordedIdSchema } from "./identifier";
import { instanceChoiceSchema } from "./instance-search";
import { toldServerNameSchema } from "./server-name";
import { type InstanceStatus, instanceStatusSchema } from "./status";
import { SIGN_IN_KINDS } from "./terms/sign-in";
import { storable } from "./text";
import { told } from "./told";

/** How long a connect link may live, in hours, and how long it does unless somebody chooses. */
export const LINK_HOURS = { least: 1, most: 30 * 24, usual: 7 * 24 } as const;

/** A link connects at most this many servers. */
export const LINK_ITEMS = 20;

/** At most this many links are made at once. */
export const LINKS_AT_ONCE = 1000;

/** What a link can be of use to. */
export const LINKABLE_STATUSES: readonly InstanceStatus[] = ["waiting", "needs-reauthorization", "revoked"];

/** What an operator sees of a link, from the making to the end. */
export const LINK_STATES = [
  "not-opened",
  "opened",
  "partly-connected",
  "connected",
  "expired",
  "revoked",
  "emptied",
] as const;
export const linkStateSchema = z.enum(LINK_STATES);
export type LinkState = z.infer<typeof linkStateSchema>;

const expiresInHoursSchema = z._default(
  z
    .int({ error: "Choose a number of hours." })
    .check(
      z.minimum(LINK_HOURS.least, { error: "A link lives for an hour at least." }),
      z.maximum(LINK_HOURS.most, { error: "A link lives for 30 days at the most." }),
    ),
  LINK_HOURS.usual,
);

/** Whether the link is mailed to its person, where their address is known and a mail server is named. */
const mailSchema = z.optional(z.boolean());

/** `POST /api/links`: a link by which one person connects servers of theirs without an account of the console. */
export const createLinkRequestSchema = z.object({
  instanceIds: z
    .array(z.uuid(), { error: "Choose at least one server." })
    .check(
      z.minLength(1, { error: "Choose at least one server." }),
      z.maxLength(LINK_ITEMS, { error: `Choose at most ${LINK_ITEMS} servers.` }),
    ),
  /** The name by which the person is asked whether it is them. */
  person: z
    .string({ error: "Say whom the link is for." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Say whom the link is for." }),
      z.maxLength(320, { error: "Use at most 320 characters." }),
      storable,
    ),
  expiresInHours: expiresInHoursSchema,
  mail: mailSchema,
});
export type CreateLinkRequestInput = z.input<typeof createLinkRequestSchema>;
export type CreateLinkRequest = z.output<typeof createLinkRequestSchema>;

/** A link as the console knows it. The link itself is not here: it is stored as a hash. */
export const linkSchema = z.object({
  id: z.string(),
  person: z.string(),
  userId: z.string(),
  state: linkStateSchema,
  openings: z.int(),
  items: z.array(
    z.object({
      instanceId: z.string(),
      serverName: toldServerNameSchema,
      status: told(instanceStatusSchema),
    }),
  ),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
export type Link = z.infer<typeof linkSchema>;

/** `url` is told once, here, and never again. */
export const createLinkAnswerSchema = z.object({
  link: linkSchema,
  url: z.string(),
  /** What became of the mail, where one was asked for; `to` is null where no address is known. */
  mailed: z.optional(
    z.object({ to: z.nullable(z.string()), sent: z.boolean(), reason: z.nullable(z.string()) }),
  ),
});
export type CreateLinkAnswer = z.infer<typeof createLinkAnswerSchema>;

/** `POST /api/links/bulk`: a link for each user who has accounts to connect among what is chosen. */
export const createLinksRequestSchema = z.extend(instanceChoiceSchema, {
  mail: mailSchema,
  /** All that these users have, in place of the other two. */
  userIds: z.optional(
    z
      .array(recordedIdSchema)
      .check(
        z.minLength(1, { error: "Choose at least one user." }),
        z.maxLength(LINKS_AT_ONCE, { error: `Choose at most ${LINKS_AT_ONCE} users.` }),
      ),
  ),
  expiresInHours: expiresInHoursSchema,
});
export type CreateLinksRequest = z.output<typeof createLinksRequestSchema>;
export type CreateLinksRequestInput = z.input<typeof createLinksRequestSchema>;
export const createLinksAnswerSchema = z.object({ links: z.array(createLinkAnswerSchema) });
export type CreateLinksAnswer = z.infer<typeof createLinksAnswerSchema>;

/** What the list is divided by: of use still, about to end unused, all connected, or over for another reason. */
export const LINK_STANDINGS = ["open", "expiring", "connected", "ended"] as const;
export type LinkStanding = (typeof LINK_STANDINGS)[number];

/** A link that has accounts left to connect is about to end when it has so many hours to live. */
export const EXPIRING_HOURS = 24;

/** What narrows the list of links; it all stands in the page's address. */
export const linkFilterSchema = z.object({
  /** Words of the person, the user, or the names of the servers. */
  q: z.optional(z.string().check(z.trim(), z.maxLength(200), storable)),
  standing: z.optional(z.enum(LINK_STANDINGS)),
  userId: z.optional(recordedIdSchema),
});
export type LinkFilter = z.output<typeof linkFilterSchema>;

/** `GET /api/links` */
export const listLinksQuerySchema = z.extend(linkFilterSchema, {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  /** The last link of the page before. */
  after: z.optional(z.uuid()),
});
export type ListLinksQuery = z.output<typeof listLinksQuerySchema>;

/** When so many are counted, no more are, however many there are. */
export const LINKS_COUNTED = 1_000;

export const listLinksAnswerSchema = z.object({
  links: z.array(linkSchema),
  /** Null on the last page. */
  next: z.nullable(z.string()),
  /** How many there are of each standing, of those that the search finds; those about to end are open ones too. */
  counts: z.record(z.enum([...LINK_STANDINGS, "all"]), z.int()),
  /** Whether there are more than that: then it is the latest that were counted. */
  more: z.boolean(),
});
export type ListLinksAnswer = z.infer<typeof listLinksAnswerSchema>;

/** At most this many mails are sent at once: somebody waits for them. */
export const MAILS_AT_ONCE = 200;

/** `POST /api/links/remind`: each gets a new address, which is told once and mailed where that is possible. */
export const remindLinksRequestSchema = z.object({
  ids: z
    .array(z.uuid())
    .check(
      z.minLength(1),
      z.maxLength(MAILS_AT_ONCE, { error: `At most ${MAILS_AT_ONCE} people are reminded at once.` }),
    ),
});

/** `POST /api/links/revoke` */
export const revokeLinksRequestSchema = z.object({
  ids: z.array(z.uuid()).check(z.minLength(1), z.maxLength(LINKS_AT_ONCE)),
});

export const linkIdParamsSchema = z.object({ id: z.uuid() });
export const linkAnswerSchema = z.object({ link: linkSchema });
export const linksAnswerSchema = z.object({ links: z.array(linkSchema) });

/** The secret of a link, as it stands in its address. */
const tokenSchema = z.string().check(z.regex(/^[\w-]{43}$/));
export const linkTokenParamsSchema = z.object({ token: tokenSchema });
export const linkItemParamsSchema = z.object({
  token: tokenSchema,
  /** The item's place on the page, from 0: no id of ours is on it. */
  item: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(LINK_ITEMS - 1)),
});

export const openedItemSchema = z.object({
  serverName: toldServerNameSchema,
  isReadOnly: z.boolean(),
  /** How the account is let in. */
  signIn: told(z.enum(SIGN_IN_KINDS)),
  status: instanceStatusSchema,
  attempt: z.nullable(attemptSchema),
});
export type OpenedItem = z.infer<typeof openedItemSchema>;

/** `GET /api/c/{token}`: what the person sees who opens a link. No server URL, no id, nobody else's data. */
export const openedLinkSchema = z.object({
  organisation: z.string(),
  logoVersion: z.nullable(z.string()),
  person: z.string(),
  /** Whether this browser has said that it is that person. */
  confirmed: z.boolean(),
  expiresAt: z.string(),
  items: z.array(openedItemSchema),
});
export type OpenedLink = z.infer<typeof openedLinkSchema>;

/** Whether something may still come of a link. */
export function isLinkOpen({ state }: Pick<Link, "state">): boolean {
  return state === "not-opened" || state === "opened" || state === "partly-connected";
}

/** Whether a link still opens anything: one that is connected opens for whoever connected it, to look back. */
export function isRevocable(link: Pick<Link, "state">): boolean {
  return isLinkOpen(link) || link.state === "connected";
}

export const countedSchema = z.object({ counted: z.literal(true) });
