"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { KeyRound } from "@/components/ui/icons";
import { passkeyProblem } from "./passkey-problem";

type PasskeyButtonProps = { onSignedIn: () => void };

/** Signs in with a passkey that the browser, the phone or a security key has. */
export function PasskeyButton({ onSignedIn }: PasskeyButtonProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const signIn = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { signInWithPasskey } = await import("@/lib/api/passkeys");
      await signInWithPasskey();
      onSignedIn();
    } catch (error) {
      setProblem(passkeyProblem(error));
      setBusy(false);
    }
  };

  return (
    <>
      <Button
        size="large"
        busy={busy}
        busyLabel="Waiting for the passkey"
        onClick={signIn}
        className="w-full"
      >
        <KeyRound aria-hidden /> Use a passkey
      </Button>
      {problem && (
        <Alert kind="negative" className="mt-4">
          {problem}
        </Alert>
      )}
    </>
  );
}
