import { writeSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Logger } from "./log";
import { maskSecrets } from "./masking";

type Write = typeof process.stdout.write;

/**
 * Takes over what anybody prints: Next and libraries write lines of their own with `console`, in which paths, queries
 * and other texts of a stranger stand as they came. Each becomes one line of the log.
 */
export function takeOverTerminal(log: Logger): void {
  process.stdout.write = into((line) => log.info({ printed: line }, "printed"));
  process.stderr.write = into((line) => log.warn({ printed: line }, "printed"));
}

/** Tells the person at the terminal something, past the log: it is written for people, and may be for their eyes only. */
export function tellPerson(text: string, stream: "stdout" | "stderr" = "stdout"): void {
  writeSync(stream === "stdout" ? 1 : 2, `\n${text.replace(/^(?=.)/gm, "  ")}\n\n`);
}

/** What is printed at once is one line, however many breaks stand in it: a stranger may have put them there. */
function into(record: (line: string) => void): Write {
  return ((chunk: string | Uint8Array, ...rest: unknown[]) => {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8");
    const line = maskSecrets(stripVTControlCharacters(text)).trim();
    if (line) record(line);
    const done = rest.find((argument) => typeof argument === "function");
    if (done) queueMicrotask(() => done());
    return true;
  }) as Write;
}
