import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsShell } from "@/components/docs/docs-shell";
import { Markdown } from "@/components/docs/markdown";
import { docsPage } from "@/components/docs/pages";
import { readDocs } from "@/lib/server/http/docs";

export async function generateMetadata({ params }: PageProps<"/docs/[slug]">): Promise<Metadata> {
  return { title: docsPage((await params).slug)?.title ?? "Not found" };
}

export default async function DocsPage({ params }: PageProps<"/docs/[slug]">) {
  const page = docsPage((await params).slug);
  if (!page) notFound();
  return (
    <DocsShell present={page.slug}>
      <Markdown text={await readDocs(page.slug)} />
    </DocsShell>
  );
}
