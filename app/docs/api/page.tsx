import type { Metadata } from "next";
import { ROUTES } from "@/app/api/openapi.json/routes";
import { ApiReference } from "@/components/docs/api-reference";
import { LANGUAGES } from "@/lib/openapi/snippet";
import { readReference } from "@/lib/server/http/reference";

export const metadata: Metadata = { title: "API reference" };

type ReferencePageProps = { searchParams: Promise<{ language?: string | string[] }> };

/** For whoever writes a program, signed in or not: it says what the documents say, which ask for no key either. */
export default async function ReferencePage({ searchParams }: ReferencePageProps) {
  const [{ language }, documents] = await Promise.all([searchParams, readReference(ROUTES)]);
  return (
    <ApiReference
      engine={documents.engine}
      console={documents.console}
      language={LANGUAGES.find((known) => known === language) ?? "curl"}
    />
  );
}
