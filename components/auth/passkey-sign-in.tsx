"use client";

import { PasskeyButton } from "@/components/passkeys/passkey-button";

/** `next` is a path of this console, checked by the page. */
export function PasskeySignIn({ next }: { next: string }) {
  return <PasskeyButton onSignedIn={() => window.location.assign(next)} />;
}
