"use client";

import { useQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Download, Send } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { saveFile } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import { useRevealInstances } from "@/lib/queries/create-many";
import { receiptQuery } from "@/lib/queries/jobs";
import { countWords } from "@/lib/words/count";

const sendLinksDialog = lazyCode(() =>
  import("@/components/links/send-links-dialog").then((module) => module.SendLinksDialog),
);

/** What is done with the instances that a job made: their URLs as a file, and a connect link for each user. */
export function CreatedInstances({ jobId }: { jobId: string }) {
  const { can } = useMember();
  const { data } = useQuery(receiptQuery(jobId));
  const links = useOverlay(sendLinksDialog);
  const reveal = useRevealInstances();
  const ids = (data?.items ?? []).flatMap(({ state, instanceId }) =>
    state === "done" && instanceId ? [instanceId] : [],
  );
  if (ids.length === 0 || !can("instance.reveal")) return null;

  const download = () =>
    reveal.mutate(ids, {
      onSuccess: saveFile,
      onError: ({ message }) =>
        toast({ kind: "negative", title: "No URL was revealed", description: message }),
    });

  return (
    <Card aria-labelledby="created">
      <CardHeader>
        <CardTitle id="created">{countWords(ids.length, "server URL")}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="max-w-[72ch] text-muted text-sm">
          The file holds the URLs in full, so treat it like a list of passwords; the record says that you took
          it. A connect link lets each user connect their accounts themselves.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button busy={reveal.isPending} busyLabel="Revealing the URLs" onClick={download}>
            <Download aria-hidden /> Download URLs as CSV
          </Button>
          {can("link.create") && (
            <Button {...links.trigger}>
              <Send aria-hidden /> Create a connect link for each user
            </Button>
          )}
        </div>
        <LazyOverlay overlay={links.overlay}>
          {(SendLinksDialog, props) => <SendLinksDialog {...props} which={{ instanceIds: ids }} />}
        </LazyOverlay>
      </CardBody>
    </Card>
  );
}
