"use client";

import { Failure } from "@/components/layout/failure";
import "./globals.css";

/** Stands in for the root layout too, so it brings its own document and does without the chosen theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Patchbay</title>
        <Failure error={error} retry={retry} />
      </body>
    </html>
  );
}
