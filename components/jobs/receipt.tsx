"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Download } from "@/components/ui/icons";
import { LocalTime } from "@/components/ui/local-time";
import { saveFile } from "@/components/ui/save-file";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { UnreadAlert } from "@/components/ui/unread-alert";
import type { Receipt as ReceiptAnswer } from "@/lib/contracts/job";
import { receiptQuery, useSignReceipt } from "@/lib/queries/jobs";
import { receiptFile } from "./receipt-file";
import { ReceiptItems } from "./receipt-items";

/** What a job that is over did: each item with its outcome, to be read and to be kept. */
export function Receipt({ jobId }: { jobId: string }) {
  const query = useQuery(receiptQuery(jobId));
  const { data, error } = query;
  const signing = useSignReceipt(jobId);
  const sign = () =>
    signing.mutate(undefined, {
      onSuccess: (signed) => saveFile(receiptFile(signed, "json")),
      onError: ({ message }) =>
        toast({ kind: "negative", title: "The receipt was not signed", description: message }),
    });
  if (!data && error) return <UnreadAlert of={query} title="The receipt could not be read" />;
  if (!data) return <Skeleton className="h-32" />;
  return (
    <Card aria-labelledby={`receipt-${jobId}`}>
      <CardHeader>
        <div>
          <CardTitle id={`receipt-${jobId}`}>Receipt</CardTitle>
          <p className="text-muted text-xs">
            <Span receipt={data} />
          </p>
        </div>
        <div className="flex gap-2">
          <Button size="small" onClick={() => saveFile(receiptFile(data, "csv"))}>
            <Download aria-hidden /> CSV
          </Button>
          <Button size="small" onClick={sign} busy={signing.isPending} busyLabel="Signing the receipt">
            <Download aria-hidden /> JSON
          </Button>
        </div>
      </CardHeader>
      <ReceiptItems receipt={data} />
    </Card>
  );
}

function Span({ receipt: { job } }: { receipt: ReceiptAnswer }) {
  return (
    <>
      <span>
        Started <LocalTime dateTime={job.createdAt} /> by {job.createdBy}
      </span>
      {job.finishedAt && (
        <span>
          , ended <LocalTime dateTime={job.finishedAt} />
        </span>
      )}
    </>
  );
}
