import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FullPage } from "@/components/layout/full-page";
import { LinkPage } from "@/components/links/link-page";
import { linkTokenParamsSchema } from "@/lib/contracts/link";
import { PatchbayError } from "@/lib/server/errors";
import { visitorLanguage } from "@/lib/server/http/language";
import { publicPageContext } from "@/lib/server/http/page";
import { openLink } from "@/lib/server/services/links/open";
import { visitorWords } from "@/lib/words/visitor/words";
import { waitWords } from "@/lib/words/wait";

export async function generateMetadata({ searchParams }: PageProps<"/c/[token]">): Promise<Metadata> {
  const { title } = visitorWords(await visitorLanguage((await searchParams).lang));
  return { title: { absolute: title } };
}

export default async function ConnectLinkPage({ params, searchParams }: PageProps<"/c/[token]">) {
  const language = await visitorLanguage((await searchParams).lang);
  const asked = linkTokenParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const opened = await openLink(await publicPageContext(), asked.data).catch(refusal);
  if (!(opened instanceof PatchbayError)) {
    const words = visitorWords(language);
    return <LinkPage token={asked.data.token} opened={opened} language={language} words={words} />;
  }
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
