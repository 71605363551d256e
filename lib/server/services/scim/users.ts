import { randomUUID } from "node:crypto";
import { and, asc, count, eq, ne } from "drizzle-orm";
import { SCIM, type ScimListQuery, type ScimPatch, type ScimUser } from "@/lib/contracts/scim";
import { recordAudit } from "../../audit/record";
import type { Context, System } from "../../context";
import { user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { changeMembers, type Transaction } from "../members/administrators";
import { changeMember } from "../members/change";
import { holdMember } from "../members/find";
import { filterOf } from "./filter";
import { patchedUser } from "./patch";
import { scimRefusal } from "./problem";
import { type ScimResource, serializeScimUser, wantedOf } from "./resource";

/** A page has this many at the most, whatever is asked for. */
const MOST = 200;

type ById = { id: string };

/** Lists members as a directory asks for them (RFC 7644, section 3.4.2). */
export const listScimUsers = verb(
  "scim.read",
  ["system"],
  async ({ db, appUrl }, { filter, startIndex, count: asked }: ScimListQuery) => {
    const where = filterOf(filter);
    const first = Math.max(1, startIndex);
    const limit = Math.min(MOST, Math.max(0, asked));
    const [[total], rows] = await Promise.all([
      db.select({ count: count() }).from(user).where(where),
      db
        .select()
        .from(user)
        .where(where)
        .orderBy(asc(user.createdAt), asc(user.id))
        .limit(limit)
        .offset(first - 1),
    ]);
    return {
      schemas: [SCIM.list],
      totalResults: total?.count ?? 0,
      startIndex: first,
      itemsPerPage: rows.length,
      Resources: rows.map((row) => serializeScimUser(row, appUrl)),
    };
  },
);

/** @throws PatchbayError `not-found` */
export const readScimUser = verb("scim.read", ["system"], async ({ db, appUrl }, { id }: ById) => {
  const [row] = await db.select().from(user).where(eq(user.id, id));
  if (!row) throw nobody();
  return serializeScimUser(row, appUrl);
});

/**
 * Makes somebody a member, as a viewer where no role is told. They have no password: they come in by single sign-on, or by
 * a password link. @throws PatchbayError `conflict` for an address that somebody has
 */
export const createScimUser = verb(
  "scim.create",
  ["system"],
  async (context, sent: ScimUser): Promise<ScimResource> => {
    const { db, appUrl } = context;
    const { email, name, role = "viewer", isDisabled = false, externalId = null } = wantedOf(sent);
    if (!email) throw scimRefusal("invalidValue", "userName is missing.");
    return db.transaction(async (tx) => {
      await requireFree(tx, { email, externalId });
      const id = randomUUID();
      const disabledAt = isDisabled ? new Date() : null;
      const values = { id, email, name: name ?? email, role, externalId, disabledAt, emailVerified: true };
      // Whoever came in meanwhile, such as by an invitation, has the address.
      const [row] = await tx.insert(user).values(values).onConflictDoNothing().returning();
      if (!row) throw taken();
      const details = { email, role };
      await recordAudit(tx, context, { action: "member.create", subject: id, details });
      return serializeScimUser(row, appUrl);
    });
  },
);

/** What is sent of a member takes the place of what there was; what is left out stays. @throws PatchbayError */
export const replaceScimUser = verb("scim.update", ["system"], (context, { id, ...sent }: ScimUser & ById) =>
  change(context, id, sent),
);

/** @throws PatchbayError */
export const patchScimUser = verb("scim.update", ["system"], (context, { id, ...patch }: ScimPatch & ById) =>
  change(context, id, patchedUser(patch)),
);

/** Takes a member away, with their sessions. What they made stays. @throws PatchbayError `conflict` for the last administrator */
export const removeScimUser = verb("scim.remove", ["system"], (context, { id }: ById) =>
  changeMembers(context.db, async (tx) => {
    const { email, name, role } = await holdMember(tx, id);
    await tx.delete(user).where(eq(user.id, id));
    const details = { email, name, role };
    await recordAudit(tx, context, { action: "member.remove", subject: id, details });
  }),
);

async function change(context: Context<System>, id: string, sent: ScimUser): Promise<ScimResource> {
  return changeMembers(context.db, async (tx) => {
    const before = await holdMember(tx, id);
    const wanted = wantedOf(sent, before);
    await requireFree(tx, { id, ...wanted });
    const entries = await changeMember(tx, before, wanted);
    const [row] = await tx.select().from(user).where(eq(user.id, id));
    if (!row) throw nobody();
    if (entries.length > 0) await recordAudit(tx, context, ...entries);
    return serializeScimUser(row, context.appUrl);
  });
}

/** @throws PatchbayError `conflict` where somebody else is called so */
async function requireFree(
  tx: Transaction,
  {
    id,
    email,
    externalId,
  }: { id?: string; email?: string | undefined; externalId?: string | null | undefined },
): Promise<void> {
  const others = id === undefined ? undefined : ne(user.id, id);
  for (const same of [email && eq(user.email, email), externalId && eq(user.externalId, externalId)]) {
    if (!same) continue;
    const [found] = await tx.select({ id: user.id }).from(user).where(and(same, others));
    if (found) throw taken();
  }
}

function taken(): PatchbayError {
  return scimRefusal("uniqueness", "There is a member of this name already.");
}

function nobody(): PatchbayError {
  return new PatchbayError("not-found", "There is no such member.");
}
