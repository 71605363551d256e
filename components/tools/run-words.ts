import type { Problem } from "@/lib/contracts/problem";
import type { Tool } from "@/lib/contracts/tool";
import { problemSentences } from "@/lib/words/problem";

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

const EFFECT = {
  none: "",
  perhaps: "The tool may have run all the same: look at the account before you run it again.",
};

/** What became of a call that failed on its way. A tool that writes may have done so before the way broke. */
export function failureWords(problem: Problem, { readOnly }: Tool): string {
  const {
    status,
    detail,
    effect = status === 0 || status >= 500 ? "maybe-changed" : "nothing-changed",
  } = problem;
  return readOnly ? detail : problemSentences({ ...problem, effect }, EFFECT).join(" ");
}

function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}
