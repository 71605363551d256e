import { asc, inArray } from "drizzle-orm";
import { CSV_BEGINNING, csvLine } from "@/lib/words/csv";
import { type AuditEntry, recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { openServerUrl } from "./secrets";
import type { InstanceRow } from "./serialize";

const COLUMNS: Record<string, (row: InstanceRow, context: Context) => string> = {
  user: ({ userId }) => userId,
  server: ({ serverName }) => serverName,
  platform: ({ platformName }) => platformName,
  transport: ({ connectionType }) => connectionType,
  read_only: ({ isReadOnly }) => (isReadOnly ? "yes" : "no"),
  server_url: (row, context) => openServerUrl(context, row),
  instance: ({ id }) => id,
};

/**
 * The server URLs of several instances as lines of CSV. Each is a credential, so the look at each is audited. What was
 * deleted since it was chosen is left out.
 * @throws PatchbayError `not-found` where none of them is there any more
 */
export const revealInstances = verb(
  "instance.reveal",
  async (context, { instanceIds }: { instanceIds: readonly string[] }) => {
    const lines = await context.db.transaction(async (tx) => {
      const rows = await tx
        .select()
        .from(instance)
        .where(inArray(instance.id, [...new Set(instanceIds)]))
        .orderBy(asc(instance.userId), asc(instance.serverName), asc(instance.id));
      if (rows.length === 0) throw new PatchbayError("not-found", "There are no such instances.");
      const entries = rows.map(({ id }): AuditEntry => ({ action: "instance.reveal", subject: id }));
      await recordAudit(tx, context, ...entries);
      return rows.map((row) => csvLine(Object.values(COLUMNS).map((read) => read(row, context))));
    });
    return fileOf(lines);
  },
);

async function* fileOf(lines: readonly string[]): AsyncGenerator<string> {
  yield CSV_BEGINNING + csvLine(Object.keys(COLUMNS));
  yield* lines;
}
