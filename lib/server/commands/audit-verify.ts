import { readFile } from "node:fs/promises";
import { countWords } from "@/lib/words/count";
import type { Finding } from "../audit/checker";
import { type ReceiptReport, verifyReceipt } from "../audit/receipt";
import { type Report, verifyDatabase } from "../audit/verify-database";
import { type FileReport, verifyFile } from "../audit/verify-file";
import { Refusal, runCommand, withDatabase } from "./open";

const USAGE = `npm run audit:verify -- database
    Checks the record in the console's database, which PGlite lets one process open: stop the console first.
npm run audit:verify -- FILE [KEY-ID ...]
    Checks an exported file of the record, or a receipt. The ids of the keys to trust stand at /.well-known/patchbay-audit-keys of the console.`;

/** So many findings are told; the first says the most. */
const TOLD = 50;

async function main([what = "", ...trusted]: readonly string[]): Promise<string> {
  if (what === "") throw new Refusal(USAGE);
  if (what === "database") return tell(await withDatabase(({ db }) => verifyDatabase(db)), "the record");
  const content = await readFile(what, "utf8").catch(() => {
    throw new Refusal(`There is no file ${what} that could be read.\n\n${USAGE}`);
  });
  const receipt = verifyReceipt(content, trusted);
  if (receipt) return tellReceipt(receipt, what) + keyWords(receipt, trusted);
  const report: FileReport = verifyFile(content, trusted);
  return tell(report, what) + keyWords(report, trusted);
}

function keyWords({ keyId }: { keyId: string | undefined }, trusted: readonly string[]): string {
  if (!keyId) return "";
  return `\nSigned by the key ${keyId}${trusted.length > 0 ? "" : ": compare it with those of the console"}.`;
}

/** @throws Refusal where anything is wrong, so that scripts notice */
function tellReceipt({ items, findings }: ReceiptReport, what: string): string {
  if (findings.length === 0) return `${what} is as it was signed: a receipt of ${countWords(items, "item")}.`;
  const told = findings.map(({ where, problem }) => `  ${where}: ${problem}`);
  throw new Refusal([`${what} is not as it was signed:`, ...told].join("\n"));
}

/** @throws Refusal where anything is wrong, so that scripts notice */
function tell({ events, erased, signatures, findings }: Report, what: string): string {
  const counts = `${countWords(events, "event")}, ${erased} of them with what is about persons erased, ${countWords(signatures, "signature")}`;
  if (findings.length === 0) return `${what} is whole: ${counts}.`;
  const told = findings.slice(0, TOLD).map(({ where, problem }: Finding) => `  ${where}: ${problem}`);
  const more = findings.length > TOLD ? [`  and ${findings.length - TOLD} more`] : [];
  throw new Refusal([`${what} is not as it was recorded (${counts}):`, ...told, ...more].join("\n"));
}

runCommand(main(process.argv.slice(2)));
