"use client";

import { FAILURE, FailureActions } from "@/components/layout/failure";
import { FullPage } from "@/components/layout/full-page";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <FullPage {...FAILURE}>
      <FailureActions error={error} retry={retry} />
    </FullPage>
  );
}
