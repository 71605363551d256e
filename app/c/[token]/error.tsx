"use client";

import { FullPage } from "@/components/layout/full-page";
import { Button } from "@/components/ui/button";

/** For somebody who has never seen the console, and has nowhere else to go in it. */
export default function LinkError({ retry }: { retry: () => void }) {
  return (
    <FullPage
      title="This page could not be shown"
      description="The fault is not yours, and what you connected before stays connected. Try again in a few minutes."
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </FullPage>
  );
}
