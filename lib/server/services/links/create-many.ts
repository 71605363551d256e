import { and, asc, inArray, isNull } from "drizzle-orm";
import { type CreateLinksRequest, LINK_ITEMS, LINKABLE_STATUSES, LINKS_AT_ONCE } from "@/lib/contracts/link";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { choiceOf, instanceCondition } from "../instances/filter";
import type { InstanceRow } from "../instances/serialize";
import { storeLinks } from "./create";
import { checkMail, mailLinks } from "./mail";

/**
 * Makes a link for each user who has accounts to connect among what is chosen; whoever has more of them than a link
 * holds gets several. All are made, or none: a link that was made and not told would be of no use to anybody.
 * @throws PatchbayError
 */
export const createLinks = verb("link.create", async (context, input: CreateLinksRequest) => {
  const { instanceIds, filter, userIds, expiresInHours, mail = false } = input;
  const chosen = userIds
    ? inArray(instance.userId, userIds)
    : instanceCondition(choiceOf({ instanceIds, filter }), context.caller);
  const links = await context.db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(instance)
      .where(and(chosen, inArray(instance.status, [...LINKABLE_STATUSES]), isNull(instance.missingSince)))
      .orderBy(asc(instance.userId), asc(instance.createdAt))
      .limit(LINKS_AT_ONCE * LINK_ITEMS + 1);
    const wanted = groupByLink(rows).map((group) => ({ ...group, person: group.userId, expiresInHours }));
    if (mail) checkMail(context, wanted.length);
    return storeLinks(tx, context, wanted);
  });
  return { links: mail ? await mailLinks(context, links, { reminds: false }) : links };
});

/** The instances of each link, in the order of their users. @throws PatchbayError where that makes none, or too many */
function groupByLink(rows: InstanceRow[]): { userId: string; rows: InstanceRow[] }[] {
  const groups: { userId: string; rows: InstanceRow[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.userId === row.userId && last.rows.length < LINK_ITEMS) last.rows.push(row);
    else groups.push({ userId: row.userId, rows: [row] });
  }
  if (groups.length === 0) throw refusal("None of them has an account that waits to be connected.");
  if (groups.length > LINKS_AT_ONCE) {
    throw refusal(
      `At most ${LINKS_AT_ONCE} links are made at once. Choose fewer instances, such as those of one server.`,
    );
  }
  return groups;
}

function refusal(message: string): PatchbayError {
  return new PatchbayError("invalid", message);
}
