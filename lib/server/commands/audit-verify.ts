import { readFile } from "node:fs/promises";
import type { Finding } from "../audit/checker";
import { type Report, verifyDatabase } from "../audit/verify-database";
import { type FileReport, verifyFile } from "../audit/verify-file";
import { Refusal, runCommand, withDatabase } from "./open";

const USAGE = `npm run audit:verify -- database
    Checks the record in the console's database, which PGlite lets one process open: stop the console first.
npm run audit:verify -- FILE [KEY-ID ...]
    Checks an exported file. The ids of the keys to trust stand at /.well-known/patchbay-audit-keys of the console.`;

/** So many findings are told; the first says the most. */
const TOLD = 50;

async function main([what = "", ...trusted]: readonly string[]): Promise<string> {
  if (what === "") throw new Refusal(USAGE);
  if (what === "database") return tell(await withDatabase(({ db }) => verifyDatabase(db)), "the record");
  const content = await readFile(what, "utf8").catch(() => {
    throw new Refusal(`There is no file ${what} that could be read.\n\n${USAGE}`);
  });
  const report: FileReport = verifyFile(content, trusted);
  const key = report.keyId
    ? `\nSigned by the key ${report.keyId}${trusted.length > 0 ? "" : ": compare it with those of the console"}.`
    : "";
  return tell(report, what) + key;
}

/** @throws Refusal where anything is wrong, so that scripts notice */
function tell({ events, erased, signatures, findings }: Report, what: string): string {
  const counts = `${events} events, ${erased} of them with what is about persons erased, ${signatures} signatures`;
  if (findings.length === 0) return `${what} is whole: ${counts}.`;
  const told = findings.slice(0, TOLD).map(({ where, problem }: Finding) => `  ${where}: ${problem}`);
  const more = findings.length > TOLD ? [`  and ${findings.length - TOLD} more`] : [];
  throw new Refusal([`${what} is not as it was recorded (${counts}):`, ...told, ...more].join("\n"));
}

runCommand(main(process.argv.slice(2)));
