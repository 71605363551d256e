import { dehydrate } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { Prefetched } from "@/components/layout/prefetched";
import { makeQueryClient } from "@/lib/queries/client";
import { RUNNING, runningJobsQuery } from "@/lib/queries/jobs";
import { viewsQuery } from "@/lib/queries/views";
import { ownPageToken } from "@/lib/server/http/own-page";
import { requirePage } from "@/lib/server/http/page";
import { listJobs } from "@/lib/server/services/jobs/list";
import { listViews } from "@/lib/server/services/views/list";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const context = await requirePage();
  const { id, name, email, role } = context.caller;
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ ...runningJobsQuery, queryFn: () => listJobs(context, RUNNING) }),
    client.prefetchQuery({ ...viewsQuery, queryFn: () => listViews(context) }),
  ]);
  return (
    <Prefetched state={dehydrate(client)}>
      <AppShell
        member={{ name, email, role }}
        mails={context.mailer !== undefined}
        pageToken={ownPageToken(context.cipher, id)}
      >
        {children}
      </AppShell>
    </Prefetched>
  );
}
