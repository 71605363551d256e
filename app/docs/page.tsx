import type { Metadata } from "next";
import { DocsShell } from "@/components/docs/docs-shell";
import { Markdown } from "@/components/docs/markdown";
import { readDocs } from "@/lib/server/http/docs";

export const metadata: Metadata = { title: "Documentation" };

/** The documentation begins with the first steps. */
export default async function DocsHome() {
  return (
    <DocsShell present="first-steps">
      <Markdown text={await readDocs("first-steps")} />
    </DocsShell>
  );
}
