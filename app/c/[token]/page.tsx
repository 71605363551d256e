import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FullPage } from "@/components/layout/full-page";
import { LinkPage } from "@/components/links/link-page";
import { linkTokenParamsSchema } from "@/lib/contracts/link";
import { PatchbayError } from "@/lib/server/errors";
import { publicPageContext } from "@/lib/server/http/page";
import { openLink } from "@/lib/server/services/links/open";
import { waitWords } from "@/lib/words/wait";

export const metadata: Metadata = {
  title: { absolute: "Connect your accounts" },
  description: "Connect accounts of yours, so that your AI agent can work with them.",
};

export default async function ConnectLinkPage({ params }: PageProps<"/c/[token]">) {
  const asked = linkTokenParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const opened = await openLink(await publicPageContext(), asked.data).catch(refusal);
  if (!(opened instanceof PatchbayError)) return <LinkPage token={asked.data.token} opened={opened} />;
  if (opened.code === "expired") notFound();
  return (
    <FullPage
      title="Too many tries"
      description={`This was asked for too often from where you are. Wait ${waitWords(opened.retryAfter ?? 60)}, then load this page again.`}
    />
  );
}

/** What the link's page has words for; anything else is thrown on. */
function refusal(error: unknown): PatchbayError {
  if (error instanceof PatchbayError && ["expired", "rate-limited"].includes(error.code)) return error;
  throw error;
}
