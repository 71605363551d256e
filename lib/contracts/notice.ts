import * as z from "zod/mini";
import { EVENT_TYPES, eventTypeSchema } from "./event";
import { storable } from "./text";
import { told } from "./told";

/** Ways in which a member is told of events. */
export const NOTICE_CHANNELS = ["mail", "slack"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
export const NOTICE_STATES = ["pending", "sent", "failed"] as const;

const LONGEST = 2048;

function isSecureAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password, hash } = new URL(value);
  return /^https?:$/.test(protocol) && !username && !password && !hash;
}

/** `PUT /api/account/notices` */
export const noticesFormSchema = z.object({
  events: z
    .array(eventTypeSchema)
    .check(z.maxLength(EVENT_TYPES.length, { error: "Choose each event once." })),
  byMail: z.boolean({ error: "Yes or no." }),
  /** Of an incoming webhook, which is a secret; left out, it stays as it is, and null takes it away. */
  slackUrl: z.optional(
    z.nullable(
      z
        .string()
        .check(
          z.trim(),
          z.maxLength(LONGEST, { error: "This address is too long." }),
          storable,
          z.refine(isSecureAddress, { error: "Give the https address of an incoming webhook." }),
        ),
    ),
  ),
});
export type NoticesForm = z.output<typeof noticesFormSchema>;

/** `GET /api/account/notices`: what one is told of, and how. */
export const noticesSchema = z.object({
  events: z.array(told(eventTypeSchema)),
  byMail: z.boolean(),
  /** Whether this console sends mail. */
  mailOffered: z.boolean(),
  /** Where the incoming webhook is, without what opens it; null where there is none. */
  slackHost: z.nullable(z.string()),
  /** Why the latest notice did not come. */
  failure: z.nullable(
    z.object({ channel: told(z.enum(NOTICE_CHANNELS)), reason: z.string(), at: z.string() }),
  ),
});
export type Notices = z.infer<typeof noticesSchema>;
export const noticesAnswerSchema = z.object({ notices: noticesSchema });

/** `POST /api/account/notices/test`: how each of one's ways went. */
export const noticesTestedSchema = z.object({
  results: z.array(
    z.object({ channel: z.enum(NOTICE_CHANNELS), sent: z.boolean(), reason: z.nullable(z.string()) }),
  ),
});
export type NoticesTested = z.infer<typeof noticesTestedSchema>;
