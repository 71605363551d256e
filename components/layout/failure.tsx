"use client";

import { Button } from "@/components/ui/button";
import { RequestId } from "@/components/ui/request-id";
import { PATHS } from "@/lib/paths";

/** The words in place of a page that could not be made. */
export const FAILURE = {
  title: "This page could not be shown",
  description:
    "The fault is the console's. Nothing was changed by opening the page; what you did before it is kept.",
};

type FailureActionsProps = {
  /** What was thrown; one from the server has a `digest`, under which its log has the details. */
  error: unknown;
  retry: () => void;
};

export function FailureActions({ error, retry }: FailureActionsProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        {/* A full load: what broke may be in the page's own memory. */}
        <a
          href={PATHS.overview}
          className="inline-flex h-8 items-center px-2 text-accent-text text-sm underline pointer-coarse:h-10"
        >
          Go to the start page
        </a>
      </div>
      {digest && (
        <p className="mt-6">
          <RequestId id={digest} name="Error id" />
        </p>
      )}
    </>
  );
}
