import { and, eq, gt } from "drizzle-orm";
import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { setupLink } from "../../db/schema/auth";
import { SETUP_LINK_LIFETIME } from "./open";

/** Whether a setup link would still work. It says nothing of why not: unknown, used and expired links are alike. */
export async function checkSetupLink(
  { db }: { db: Pick<Database, "select"> },
  token: string,
): Promise<boolean> {
  const [open] = await db
    .select({ tokenHash: setupLink.tokenHash })
    .from(setupLink)
    .where(
      and(
        eq(setupLink.tokenHash, hashToken(token)),
        gt(setupLink.createdAt, new Date(Date.now() - SETUP_LINK_LIFETIME)),
      ),
    );
  return open !== undefined;
}
