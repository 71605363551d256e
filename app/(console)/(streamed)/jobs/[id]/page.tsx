import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { JobOutcome } from "@/components/jobs/job-outcome";
import { jobTitle } from "@/components/jobs/job-words";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { jobIdParamsSchema } from "@/lib/contracts/job";

import { activityPath, PATHS, userPath } from "@/lib/paths";
import { forTitle, ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { readJob } from "@/lib/server/services/jobs/read";
import { JOB_ACTION_LABELS } from "@/lib/words/labels";

export async function generateMetadata({ params }: PageProps<"/jobs/[id]">): Promise<Metadata> {
  const context = await requirePage();
  const asked = jobIdParamsSchema.safeParse(await params);
  const found = asked.success ? await forTitle(readJob(context, asked.data)) : undefined;
  return { title: found ? jobTitle(found.job) : "Job" };
}

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
        actions={
          <>
            <ButtonLink href={activityPath({ subject: job.id })}>Activity</ButtonLink>
            <ButtonLink href={PATHS.jobs}>All jobs</ButtonLink>
          </>
        }
      />
      <JobOutcome id={job.id} />
    </>
  );
}
