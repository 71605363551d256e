import type { ReactNode } from "react";
import { HomeLink } from "@/components/layout/home-link";
import { SkipLink } from "@/components/layout/skip-link";
import { PageLink } from "@/components/ui/page-link";
import { docsPath, PATHS } from "@/lib/paths";
import { DOCS } from "./pages";

type DocsShellProps = {
  /** The page that is shown. */
  present: string;
  children: ReactNode;
};

const GROUPS = [...new Set(DOCS.map(({ group }) => group))];
const LINK =
  "block rounded-md px-2 py-1 text-muted text-sm hover:bg-hover hover:text-foreground aria-[current=page]:bg-hover aria-[current=page]:text-foreground pointer-coarse:py-2.5";

/** The frame of the documentation, for whoever is signed in or not. */
export function DocsShell({ present, children }: DocsShellProps) {
  return (
    <>
      <SkipLink />
      <header className="border-border border-b bg-surface px-4 py-3.5 sm:px-6">
        <HomeLink />
      </header>
      <div className="mx-auto flex max-w-[80rem] flex-col gap-x-10 px-4 sm:px-6 lg:flex-row">
        <nav aria-label="Documentation" className="py-6 lg:w-60 lg:shrink-0">
          {GROUPS.map((group) => (
            <div key={group} className="mb-4">
              <h2 className="px-2 pb-1 font-medium text-muted text-xs">{group}</h2>
              <ul>
                {DOCS.filter((page) => page.group === group).map(({ slug, title }) => (
                  <li key={slug}>
                    <PageLink
                      href={docsPath(slug)}
                      aria-current={slug === present ? "page" : undefined}
                      className={LINK}
                    >
                      {title}
                    </PageLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <PageLink href={PATHS.apiReference} className={LINK}>
            API reference
          </PageLink>
        </nav>
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 py-6">
          {children}
        </main>
      </div>
    </>
  );
}
