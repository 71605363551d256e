import { readdir, readFile } from "node:fs/promises";

/**
 * How long a process and its threads were on a processor, in milliseconds; undefined where the system does not say so
 * in `/proc`, as only Linux does.
 */
export async function workOf(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => undefined);
  if (!threads) return undefined;
  const times = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, "utf8").catch(() => "0")),
  );
  return times.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1e6;
}
