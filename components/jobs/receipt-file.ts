import type { JobItem, Receipt, SignedReceipt } from "@/lib/contracts/job";
import { credentialWords } from "@/lib/words/credential-fate";
import { csvText } from "@/lib/words/csv";
import { STATUS_LABELS } from "@/lib/words/labels";

/** How an item of a job that is over went: what the upstream said, where it was asked for that. */
export function outcomeWords({ state, outcome }: Pick<JobItem, "state" | "outcome">): string {
  if (state === "done") return outcome ? STATUS_LABELS[outcome] : "Done";
  if (state === "failed") return "Failed";
  return state === "pending" || state === "working" ? "Left as it was" : state;
}

const COLUMNS: Record<string, (item: JobItem, receipt: Receipt) => string | null> = {
  job: (_item, { job }) => job.id,
  action: (_item, { job }) => job.action,
  user: ({ userId }) => userId,
  server: ({ serverName }) => serverName,
  platform: ({ platformName }) => platformName,
  instance: ({ instanceId }) => instanceId,
  outcome: (item) => outcomeWords(item),
  reason: ({ reason }) => reason,
  credential: ({ credential }) => credential && credentialWords(credential),
  at: ({ doneAt }) => doneAt,
  by: (_item, { job }) => job.createdBy,
  begun_at: (_item, { job }) => job.createdAt,
  ended_at: (_item, { job }) => job.finishedAt,
};

/** A receipt as a file: what was done, when and by whom, and the outcome of each item; the JSON is signed. */
export function receiptFile(receipt: Receipt | SignedReceipt, format: "json" | "csv"): File {
  const name = `receipt-${receipt.job.createdAt.slice(0, 10)}-${receipt.job.id.slice(0, 8)}.${format}`;
  if (format === "csv") return new File([receiptCsv(receipt)], name, { type: "text/csv;charset=utf-8" });
  return new File([JSON.stringify(receipt, null, 2)], name, { type: "application/json" });
}

export function receiptCsv(receipt: Receipt): string {
  return csvText([
    Object.keys(COLUMNS),
    ...receipt.items.map((item) => Object.values(COLUMNS).map((read) => read(item, receipt) ?? "")),
  ]);
}
