import type { Instance } from "@/lib/contracts/instance";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import { STATUS_LABELS } from "@/lib/contracts/status";
import type { Context } from "../../context";
import { authorize } from "../authorize";
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
};

/** All instances that match, as lines of CSV (RFC 4180), without their URLs. Read a page at a time, so it may be long. */
export async function* exportInstances(context: Context, filter: InstanceFilter): AsyncGenerator<string> {
  authorize(context.actor, "viewer");
  yield csvLine(Object.keys(COLUMNS));
  let after: string | undefined;
  do {
    const page = await searchInstances(context, {
      ...filter,
      sort: "created",
      direction: "descending",
      limit: 100,
      after,
    });
    for (const instance of page.instances)
      yield csvLine(Object.values(COLUMNS).map((read) => read(instance)));
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** One line of CSV. A cell that a spreadsheet would take for a formula is made text by an apostrophe in front. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
