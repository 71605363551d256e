"use client";

import { Button } from "@/components/ui/button";
import { RequestId } from "@/components/ui/request-id";
import { FullPage } from "./full-page";

type FailureProps = {
  /** What was thrown; one from the server has a `digest`, under which its log has the details. */
  error: unknown;
  retry: () => void;
};

/** What is shown in place of a page that could not be made. */
export function Failure({ error, retry }: FailureProps) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <FullPage
      title="This page could not be shown"
      description="The fault is the console's. Nothing was changed by opening the page; what you did before it is kept."
    >
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <a
          href="/"
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
    </FullPage>
  );
}
