"use client";

import { FAILURE, FailureActions } from "@/components/layout/failure";
import { PageHeader } from "@/components/layout/page-header";

/** Within the frame, so that the way to every other page stays open. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <PageHeader {...FAILURE} />
      <FailureActions error={error} retry={retry} />
    </>
  );
}
