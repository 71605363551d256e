"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { saveFile } from "@/components/ui/save-file";
import { Skeleton } from "@/components/ui/skeleton";
import type { JobItem, Receipt as ReceiptAnswer } from "@/lib/contracts/job";
import { receiptQuery } from "@/lib/queries/receipts";
import { absoluteWords } from "@/lib/words/time";
import { outcomeWords, receiptFile } from "./receipt-file";

/** What a job that is over did: each item with its outcome, to be read and to be kept. */
export function Receipt({ jobId }: { jobId: string }) {
  const { data, error, refetch } = useQuery(receiptQuery(jobId));
  if (!data && error)
    return (
      <Alert
        kind="negative"
        title="The receipt could not be read"
        actions={<Button onClick={() => refetch()}>Try again</Button>}
      >
        {error.message}
      </Alert>
    );
  if (!data) return <Skeleton className="h-32" />;
  return (
    <Card aria-labelledby={`receipt-${jobId}`}>
      <CardHeader>
        <div>
          <CardTitle id={`receipt-${jobId}`}>Receipt</CardTitle>
          <p className="text-muted text-xs">{spanWords(data)}</p>
        </div>
        <div className="flex gap-2">
          <Button size="small" onClick={() => saveFile(receiptFile(data, "csv"))}>
            <Download aria-hidden /> CSV
          </Button>
          <Button size="small" onClick={() => saveFile(receiptFile(data, "json"))}>
            <Download aria-hidden /> JSON
          </Button>
        </div>
      </CardHeader>
      <Items items={data.items} />
    </Card>
  );
}

function spanWords({ job }: ReceiptAnswer): string {
  const begun = `Begun ${absoluteWords(new Date(job.createdAt))} by ${job.createdBy}`;
  return job.finishedAt ? `${begun}, ended ${absoluteWords(new Date(job.finishedAt))}` : begun;
}

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };
const HEADINGS = ["Server", "User", "Platform", "Outcome", "When"];

function Items({ items }: { items: readonly JobItem[] }) {
  return (
    <section
      aria-label="Items of the receipt"
      {...KEYBOARD_SCROLLS}
      className="max-h-120 overflow-auto focus-visible:-outline-offset-2"
    >
      <table className="w-full min-w-2xl text-sm">
        <caption className="sr-only">Each item with its outcome</caption>
        <thead>
          <tr>
            {HEADINGS.map((heading) => (
              <th
                key={heading}
                scope="col"
                className="sticky top-0 bg-inset px-4 py-1.5 text-left font-medium text-muted text-xs"
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ instanceId, serverName, userId, platformName, state, reason, doneAt }) => (
            <tr key={instanceId} className="border-border border-t align-top">
              <th scope="row" className="px-4 py-2 text-left font-medium">
                {serverName}
              </th>
              <td className="px-4 py-2 break-all">{userId}</td>
              <td className="px-4 py-2 text-muted">{platformName ?? "None"}</td>
              <td className="px-4 py-2">
                <Outcome state={state} />
                {reason && <span className="mt-0.5 block text-muted text-xs">{reason}</span>}
              </td>
              <td className="px-4 py-2 whitespace-nowrap text-muted text-xs leading-5">
                {doneAt ? absoluteWords(new Date(doneAt)) : "Never"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ state }: Pick<JobItem, "state">) {
  const tone = state === "done" ? "positive" : state === "failed" ? "negative" : "neutral";
  return <Badge tone={tone}>{outcomeWords(state)}</Badge>;
}
