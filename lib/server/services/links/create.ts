import { randomUUID } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { CreateLinkAnswer, CreateLinkRequest } from "@/lib/contracts/link";
import { type AuditEntry, recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { Context } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { connectLink, connectLinkItem } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import type { InstanceRow } from "../instances/serialize";
import type { LinkRow } from "./find";
import { checkMail, mailLinks } from "./mail";
import { serializeLink } from "./serialize";

const HOUR = 60 * 60 * 1000;

/** Makes a link for instances of one user. The link is told here and never again. @throws PatchbayError */
export const createLink = verb("link.create", async (context, input: CreateLinkRequest) => {
  const { instanceIds, person, expiresInHours, mail = false } = input;
  if (mail) checkMail(context, 1);
  const rows = await findAll(context, [...new Set(instanceIds)]);
  const link = { rows, userId: onlyUser(rows), person, expiresInHours };
  const [made] = await context.db.transaction((tx) => storeLinks(tx, context, [link]));
  if (!made) throw new Error("the link was not stored");
  if (!mail) return made;
  const [mailed] = await mailLinks(context, [made], { reminds: false });
  return mailed ?? made;
});

type NewLink = { rows: readonly InstanceRow[]; userId: string; person: string; expiresInHours: number };

/** So many go into one statement, which holds at most 65,535 values. */
const TOGETHER = 500;

/** Stores links, each for instances of one user, and audits each. Called with a transaction: all of them, or none. */
export async function storeLinks(
  db: Pick<Database, "insert" | "execute">,
  context: Context,
  links: readonly NewLink[],
): Promise<CreateLinkAnswer[]> {
  const answers: CreateLinkAnswer[] = [];
  for (let from = 0; from < links.length; from += TOGETHER) {
    answers.push(...(await storeSome(db, context, links.slice(from, from + TOGETHER))));
  }
  return answers;
}

async function storeSome(
  db: Pick<Database, "insert" | "execute">,
  context: Context,
  links: readonly NewLink[],
): Promise<CreateLinkAnswer[]> {
  const { caller, appUrl } = context;
  const createdAt = new Date();
  const made = links.map(({ rows, userId, person, expiresInHours }) => {
    const token = randomToken();
    const link: LinkRow = {
      id: randomUUID(),
      tokenHash: hashToken(token),
      person,
      userId,
      openings: 0,
      createdBy: caller.id,
      createdByName: caller.name,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInHours * HOUR),
      revokedAt: null,
      completedAt: null,
    };
    const items = rows.map(({ id, serverName, status }) => ({ instanceId: id, serverName, status }));
    return { link, items, url: `${appUrl}/c/${token}` };
  });
  await db.insert(connectLink).values(made.map(({ link }) => link));
  await db
    .insert(connectLinkItem)
    .values(
      made.flatMap(({ link, items }) =>
        items.map(({ instanceId }, position) => ({ linkId: link.id, position, instanceId })),
      ),
    );
  await recordAudit(
    db,
    context,
    ...made.map(
      ({ link: { id, person, userId, expiresAt }, items }): AuditEntry => ({
        action: "link.create",
        subject: id,
        details: {
          person,
          userId,
          instances: items.map(({ instanceId }) => instanceId),
          expiresAt: expiresAt.toISOString(),
        },
      }),
    ),
  );
  return made.map(({ link, items, url }) => ({ link: serializeLink(link, items), url }));
}

/** In the order asked for. */
async function findAll({ db }: Context, ids: string[]): Promise<InstanceRow[]> {
  const found = await db.select().from(instance).where(inArray(instance.id, ids));
  return ids.map((id) => {
    const row = found.find((candidate) => candidate.id === id);
    if (!row) throw new PatchbayError("not-found", "There is no such instance.");
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
  });
}
