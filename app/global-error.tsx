"use client";

import { FAILURE, FailureActions } from "@/components/layout/failure";
import { FullPage } from "@/components/layout/full-page";
import "./globals.css";

/** Stands in for the root layout too, so it brings its own document and does without the chosen theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Patchbay</title>
        <FullPage {...FAILURE}>
          <FailureActions error={error} retry={retry} />
        </FullPage>
      </body>
    </html>
  );
}
