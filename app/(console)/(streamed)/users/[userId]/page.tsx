import { notFound, redirect } from "next/navigation";
import { jobIdParamsSchema } from "@/lib/contracts/job";
import { userIdFromSegment, userPath } from "@/lib/paths";
import { requirePage } from "@/lib/server/http/page";

/** Where a user's page was before ids moved into the query. Links to it are in mails and bookmarks. */
export default async function FormerUserPage({ params, searchParams }: PageProps<"/users/[userId]">) {
  await requirePage();
  const userId = userIdFromSegment((await params).userId);
  if (!userId) notFound();
  const job = jobIdParamsSchema.safeParse({ id: (await searchParams).job });
  redirect(userPath(userId, job.success ? { job: job.data.id } : {}));
}
