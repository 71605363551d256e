import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { ToolChange } from "@/lib/contracts/drift";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import { engineToolVersion } from "../../db/schema/engine-target";

/** How a tool describes itself, as JSON, and the hash of it. */
export type ToolVersion = { tool: string; hash: string; definition: string };

/** Where tools are seen: a server, and the hash of the address that stands behind it. */
export type Seen = { serverName: ServerName; place: string };

/** A server that describes itself anew at every look does not fill the database: of a tool, so many wait at most. */
const WAITING_AT_MOST = 20;
/** Waiting changes that are told at once. */
const TOLD_AT_MOST = 200;

/** Tells of versions that wait to be approved, in the transaction that keeps them. */
export type OnChange = (
  tx: Pick<Database, "execute">,
  change: { serverName: ServerName; versions: readonly Pick<ToolVersion, "tool" | "hash">[] },
) => Promise<void>;

/**
 * Notes what was seen of tools, and answers those that are not as they were approved. A tool that was never seen before
 * is approved as it is.
 */
export async function noteVersions(
  db: Database,
  { serverName, place }: Seen,
  versions: readonly ToolVersion[],
  onChange: OnChange = async () => {},
): Promise<string[]> {
  if (versions.length === 0) return [];
  const known = await db
    .select({
      tool: engineToolVersion.tool,
      hash: engineToolVersion.hash,
      approvedAt: engineToolVersion.approvedAt,
    })
    .from(engineToolVersion)
    .where(
      and(
        eq(engineToolVersion.serverName, serverName),
        eq(engineToolVersion.place, place),
        inArray(engineToolVersion.tool, [...new Set(versions.map(({ tool }) => tool))]),
      ),
    );
  const ofTool = (tool: string) => known.filter((row) => row.tool === tool);
  const isNew = ({ tool }: ToolVersion) => ofTool(tool).length === 0;
  const isApproved = ({ tool, hash }: ToolVersion) =>
    ofTool(tool).some((row) => row.hash === hash && row.approvedAt !== null);
  const unseen = versions.filter(
    ({ tool, hash }) =>
      !ofTool(tool).some((row) => row.hash === hash) && ofTool(tool).length <= WAITING_AT_MOST,
  );
  if (unseen.length > 0) {
    const now = new Date();
    const rows = unseen.map((version) => ({
      ...version,
      ...{ serverName, place },
      approvedAt: isNew(version) ? now : null,
    }));
    await db.transaction(async (tx) => {
      const kept = await tx
        .insert(engineToolVersion)
        .values(rows)
        .onConflictDoNothing()
        .returning({ tool: engineToolVersion.tool, hash: engineToolVersion.hash });
      const waiting = kept.filter(({ tool }) => ofTool(tool).length > 0);
      if (waiting.length > 0) await onChange(tx, { serverName, versions: waiting });
    });
  }
  return versions.filter((version) => !isNew(version) && !isApproved(version)).map(({ tool }) => tool);
}

/** What waits for review, the oldest first, each beside what was approved last. */
export async function listChanges(db: Database): Promise<ToolChange[]> {
  const waiting = await db
    .select()
    .from(engineToolVersion)
    .where(isNull(engineToolVersion.approvedAt))
    .orderBy(asc(engineToolVersion.seenAt), asc(engineToolVersion.tool))
    .limit(TOLD_AT_MOST);
  const changes: ToolChange[] = [];
  for (const { serverName, place, tool, hash, seenAt, definition } of waiting) {
    const [approved] = await db
      .select({ definition: engineToolVersion.definition })
      .from(engineToolVersion)
      .where(and(isVersionOf({ serverName, place }, tool), isNotNull(engineToolVersion.approvedAt)))
      .orderBy(desc(engineToolVersion.approvedAt))
      .limit(1);
    changes.push({
      ...{ serverName, tool, hash, seenAt: seenAt.toISOString() },
      before: approved?.definition ?? "",
      after: definition,
    });
  }
  return changes;
}

/** False where nothing of that kind was seen. */
export async function approveVersion(
  db: Database,
  { serverName, tool, hash }: { serverName: ServerName; tool: string; hash: string },
): Promise<boolean> {
  const approved = await db
    .update(engineToolVersion)
    .set({ approvedAt: sql`coalesce(${engineToolVersion.approvedAt}, now())` })
    .where(
      and(
        eq(engineToolVersion.serverName, serverName),
        eq(engineToolVersion.tool, tool),
        eq(engineToolVersion.hash, hash),
      ),
    )
    .returning({ tool: engineToolVersion.tool });
  return approved.length > 0;
}

function isVersionOf({ serverName, place }: Seen, tool: string) {
  return and(
    eq(engineToolVersion.serverName, serverName),
    eq(engineToolVersion.place, place),
    eq(engineToolVersion.tool, tool),
  );
}
