import type { ReactNode } from "react";
import { HomeLink } from "@/components/layout/home-link";
import { PageHeader } from "@/components/layout/page-header";
import { SkipLink } from "@/components/layout/skip-link";
import { cx } from "@/components/ui/class-names";
import { PageLink } from "@/components/ui/page-link";
import type { OpenApiDocument } from "@/lib/openapi/document";
import { LANGUAGES, type Language } from "@/lib/openapi/snippet";
import { apiReferencePath } from "@/lib/paths";
import { ConnectPages } from "./connect-pages";
import { OperationIndex } from "./operation-index";
import { OperationSection } from "./operation-section";
import { operationsOf } from "./operations";

type ApiReferenceProps = {
  /** Undefined where the embedded engine is off. */
  engine: OpenApiDocument | undefined;
  console: OpenApiDocument;
  language: Language;
};

const LANGUAGE_LABELS: Record<Language, string> = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
};

/** Both APIs of this installation, operation by operation. */
export function ApiReference({ engine, console, language }: ApiReferenceProps) {
  const apis = [
    ...(engine
      ? [{ id: "engine-api", title: "The engine's API", document: engine, address: "/engine/openapi.json" }]
      : []),
    { id: "console-api", title: "The console's API", document: console, address: "/api/openapi.json" },
  ];
  const groups = apis.map(({ id, title, document }) => ({
    id,
    title,
    entries: operationsOf(document).map(({ method, path, operation: { operationId, summary } }) => ({
      id: operationId,
      method,
      path,
      summary,
    })),
  }));
  return (
    <>
      <SkipLink />
      <header className="border-border border-b bg-surface px-4 py-3.5 sm:px-6">
        <HomeLink />
      </header>
      <div className="mx-auto flex max-w-[88rem] flex-col gap-x-10 px-4 sm:px-6 lg:flex-row">
        <aside className="py-6 lg:sticky lg:top-0 lg:max-h-dvh lg:w-72 lg:shrink-0 lg:overflow-y-auto">
          <OperationIndex groups={groups} />
        </aside>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 py-6">
          <PageHeader
            title="API reference"
            description={
              <>
                An administrator makes API keys in the settings. The examples read theirs from{" "}
                <code className="font-mono text-xs">PATCHBAY_API_KEY</code>, and run as they stand.
              </>
            }
            actions={<LanguageLinks chosen={language} />}
          />
          {apis.map(({ id, title, document, address }) => (
            <ApiSection key={id} id={id} title={title} document={document} address={address}>
              {operationsOf(document).map((entry) => (
                <OperationSection
                  key={entry.operation.operationId}
                  document={document}
                  entry={entry}
                  language={language}
                />
              ))}
              {document === engine && <ConnectPages document={document} />}
            </ApiSection>
          ))}
        </main>
      </div>
    </>
  );
}

type ApiSectionProps = {
  id: string;
  title: string;
  document: OpenApiDocument;
  address: string;
  children: ReactNode;
};

function ApiSection({ id, title, document, address, children }: ApiSectionProps) {
  return (
    <section aria-labelledby={id} className="mb-10">
      <h2 id={id} className="scroll-mt-6 font-semibold text-lg tracking-tight">
        {title}
      </h2>
      <p className="mt-1 mb-6 max-w-[72ch] text-muted text-sm">
        {document.info.description} As OpenAPI {document.openapi}:{" "}
        <a href={address} className="text-accent-text underline">
          {address}
        </a>
      </p>
      {children}
    </section>
  );
}

function LanguageLinks({ chosen }: { chosen: Language }) {
  return (
    <nav aria-label="Language of the examples" className="flex gap-1 text-sm">
      {LANGUAGES.map((language) => (
        <PageLink
          key={language}
          href={apiReferencePath(language)}
          scroll={false}
          aria-current={language === chosen ? "true" : undefined}
          className={cx(
            "flex h-8 items-center rounded-md px-2.5 pointer-coarse:h-11",
            language === chosen ? "bg-hover font-medium" : "text-muted hover:bg-hover",
          )}
        >
          {LANGUAGE_LABELS[language]}
        </PageLink>
      ))}
    </nav>
  );
}
