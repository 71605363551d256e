import type { Instance } from "@/lib/contracts/instance";
import { CSV_BEGINNING, csvLine } from "@/lib/words/csv";
import { STATUS_LABELS } from "@/lib/words/labels";
import { recordAudit } from "../../audit/record";
import type { Context } from "../../context";
import { verb } from "../../verb";
import type { InstanceChoice } from "./filter";
import { searchInstances } from "./search";

const COLUMNS: Record<string, (instance: Instance) => string> = {
  id: ({ id }) => id,
  instance_id: ({ instanceId }) => instanceId,
  server: ({ serverName }) => serverName,
  user: ({ userId }) => userId,
  platform: ({ platformName }) => platformName ?? "",
  upstream: ({ upstream }) => upstream,
  transport: ({ connectionType }) => connectionType,
  read_only: ({ isReadOnly }) => (isReadOnly ? "yes" : "no"),
  legacy: ({ legacy }) => (legacy ? "yes" : "no"),
  status: ({ status }) => STATUS_LABELS[status],
  status_checked_at: ({ statusCheckedAt }) => statusCheckedAt ?? "",
  created_by: ({ createdBy }) => createdBy,
  created_at: ({ createdAt }) => createdAt,
  gone_at_upstream: ({ missing }) => (missing ? "yes" : "no"),
};

const READERS = Object.values(COLUMNS);

/** All instances that match, as lines of CSV, without their URLs. Read a page at a time, so it may be long. */
export const exportInstances = verb("instance.export", async (context, choice: InstanceChoice) => {
  const { ids, ...filter } = choice;
  const details = { ...(ids ? { ids: ids.length } : { filter }) };
  await recordAudit(context.db, context, { action: "instance.export", subject: "many", details });
  return linesOf(context, choice);
});

/** Rows that are read at once: more would hold up everybody else's queries of the embedded database. */
const PAGE = 500;

async function* linesOf(context: Context, filter: InstanceChoice): AsyncGenerator<string> {
  yield CSV_BEGINNING + csvLine(Object.keys(COLUMNS));
  let after: string | undefined;
  do {
    const page = await searchInstances(context, {
      ...filter,
      sort: "created",
      direction: "descending",
      limit: PAGE,
      after,
    });
    for (const instance of page.instances) yield csvLine(READERS.map((read) => read(instance)));
    after = page.next ?? undefined;
  } while (after !== undefined);
}
