import { isChange } from "@/lib/words/actions";

const DETAIL_NAMES: Record<string, string> = {
  adopted: "Adopted",
  attempt: "Attempt",
  connectionType: "Transport",
  created: "New",
  instanceId: "Instance id",
  isReadOnly: "Read-only",
  legacy: "Legacy",
  missing: "Gone",
  platformName: "Platform",
  serverName: "Server",
  state: "State",
  status: "Status",
  tool: "Tool",
  upstream: "Upstream",
  userId: "User",
};

/** The details of an event, a name and a value each, in the order in which they were recorded. */
export function detailLines(details: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(details).map(([key, value]) => ({
    name: DETAIL_NAMES[key] ?? key,
    value: isChange(value) ? `${valueWords(value.from)} → ${valueWords(value.to)}` : valueWords(value),
  }));
}

function valueWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null || value === undefined) return "none";
  return JSON.stringify(value);
}
