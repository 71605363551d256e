import type { Problem } from "@/lib/contracts/problem";
import type { Tool } from "@/lib/contracts/tool";

/** What a tool that writes may do to whose account. */
export function warningWords(
  tool: Tool,
  { userId, serverName }: { userId: string; serverName: string },
): string {
  const where = `data in ${possessive(userId)} ${serverName}`;
  return tool.destructive
    ? `This changes ${where}, and may overwrite or delete it.`
    : `This changes ${where}.`;
}

/** What became of a call that failed on its way. A tool that writes may have done so before the way broke. */
export function failureWords({ status, detail, effect }: Problem, { readOnly }: Tool): string {
  const arrived = status === 0 || status >= 500;
  if (readOnly || !arrived || effect === "nothing-changed") {
    return status === 0 ? "The connection broke before an answer came. Try again." : detail;
  }
  const reason = status === 0 ? "The connection broke before an answer came." : detail;
  return `${reason} The tool may have run all the same: look at the account before you run it again.`;
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}
