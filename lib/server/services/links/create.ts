import { inArray } from "drizzle-orm";
import type { CreateLinkAnswer, CreateLinkRequest } from "@/lib/contracts/link";
import { hashToken, randomToken } from "../../cipher";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import type { InstanceRow } from "../instances/serialize";
import { serializeLink } from "./serialize";

const HOUR = 60 * 60 * 1000;

/** Makes a link for instances of one user. The link is told here and never again. @throws PatchbayError */
export async function createLink(
  context: Context,
  { instanceIds, person, expiresInHours }: CreateLinkRequest,
): Promise<CreateLinkAnswer> {
  authorize(context.actor, "operator");
  const rows = await findAll(context, [...new Set(instanceIds)]);
  return storeLink(context, { rows, userId: onlyUser(rows), person, expiresInHours });
}

type NewLink = { rows: readonly InstanceRow[]; userId: string; person: string; expiresInHours: number };

/** Stores a link for instances of one user, and audits it. */
export async function storeLink(
  { db, actor, request, appUrl }: Context,
  { rows, userId, person, expiresInHours }: NewLink,
): Promise<CreateLinkAnswer> {
  const token = randomToken();
  const link = await db.transaction(async (tx) => {
    const [made] = await tx
      .insert(connectLink)
      .values({
        tokenHash: hashToken(token),
        person,
        userId,
        createdBy: actor.id,
        createdByName: actor.name,
        expiresAt: new Date(Date.now() + expiresInHours * HOUR),
      })
      .returning();
    if (!made) throw new Error("the link was not stored");
    await tx
      .insert(connectLinkItem)
      .values(rows.map(({ id }, position) => ({ linkId: made.id, position, instanceId: id })));
    await recordAudit(tx, {
      actor,
      request,
      action: "link.create",
      subject: { type: "link", id: made.id },
      outcome: "succeeded",
      details: {
        person,
        userId,
        instances: rows.map(({ id }) => id),
        expiresAt: made.expiresAt.toISOString(),
      },
    });
    return made;
  });
  const items = rows.map(({ id, serverName, status }) => ({ instanceId: id, serverName, status }));
  return { link: serializeLink(link, items), url: `${appUrl}/c/${token}` };
}

/** In the order asked for. */
async function findAll({ db }: Context, ids: string[]): Promise<InstanceRow[]> {
  const found = await db.select().from(instance).where(inArray(instance.id, ids));
  return ids.map((id) => {
    const row = found.find((candidate) => candidate.id === id);
    if (!row)
      throw new PatchbayError("not-found", "There is no such instance.", { effect: "nothing-changed" });
    return row;
  });
}

/** A link is one person's: servers of two would let one of them connect for the other. */
function onlyUser(rows: InstanceRow[]): string {
  const users = new Set(rows.map(({ userId }) => userId));
  const [userId] = users;
  if (userId !== undefined && users.size === 1) return userId;
  throw new PatchbayError("invalid", "A link is for one user: choose servers of the same one.", {
    fields: { instanceIds: ["Choose servers of one user."] },
    effect: "nothing-changed",
  });
}
