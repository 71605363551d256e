import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { JobOutcome } from "@/components/jobs/job-outcome";
import { PageHeader } from "@/components/layout/page-header";
import { jobIdParamsSchema } from "@/lib/contracts/job";

import { userPath } from "@/lib/paths";
import { ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { readJob } from "@/lib/server/services/jobs/read";
import { JOB_ACTION_LABELS } from "@/lib/words/labels";

export const metadata: Metadata = { title: "Work" };

/** A job by its id alone, as from the overview: how far it has come, and its receipt. */
export default async function JobPage({ params }: PageProps<"/jobs/[id]">) {
  const context = await requirePage();
  const asked = jobIdParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const { job } = (await ifFound(readJob(context, asked.data))) ?? notFound();
  // Taking a user off is shown with what is left of theirs.
  if (job.userId !== null) redirect(userPath(job.userId, { job: job.id }));

  return (
    <>
      <PageHeader
        title={JOB_ACTION_LABELS[job.action]}
        description="Work on many instances, and what came of it."
      />
      <JobOutcome id={job.id} />
    </>
  );
}
