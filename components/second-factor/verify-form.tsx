"use client";

import { verifySecondFactor } from "@/lib/api/second-factor";
import { CodeForm } from "./code-form";

/** The last step of signing in. `next` is a path of this console, checked by the page. */
export function VerifyForm({ next }: { next: string }) {
  const verify = async (code: string) => {
    await verifySecondFactor({ code });
    window.location.assign(next);
  };
  return <CodeForm submitLabel="Sign in" busyLabel="Signing in" act={verify} />;
}
