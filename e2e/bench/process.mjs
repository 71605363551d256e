// What Linux says of a process. Elsewhere it is not known, and no number.
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Milliseconds that the threads of a process have been on a processor. */
export function processorTime(pid) {
  if (!existsSync("/proc/self/schedstat")) return Number.NaN;
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    nanoseconds += Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ", 1)[0]);
  }
  return nanoseconds / 1e6;
}

/** Megabytes of a process that are in memory. */
export function residentMegabytes(pid) {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]) / 1024;
}

/** A thread may have ended since it was listed. */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "0";
  }
}
