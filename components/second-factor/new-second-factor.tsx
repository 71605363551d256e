"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { beginSecondFactor, confirmSecondFactor } from "@/lib/api/second-factor";
import type { NewSecondFactor as Begun } from "@/lib/contracts/second-factor";
import { CodeForm } from "./code-form";
import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";

type NewSecondFactorProps = { onDone: () => void; doneLabel: string };

/** Sets up a second factor: the app reads the secret, its first code proves it, and recovery codes are told once. */
export function NewSecondFactor({ onDone, doneLabel }: NewSecondFactorProps) {
  const [begun, setBegun] = useState<Begun>();
  const [codes, setCodes] = useState<string[]>();
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<string>();

  const begin = async () => {
    setBeginning(true);
    setProblem(undefined);
    try {
      setBegun(await beginSecondFactor());
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Try again.");
    }
    setBeginning(false);
  };

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} doneLabel={doneLabel} />;
  if (!begun) {
    return (
      <>
        <Button variant="primary" busy={isBeginning} busyLabel="Making a secret" onClick={begin}>
          Set up an authenticator app
        </Button>
        {problem && (
          <Alert kind="negative" title="Nothing was begun" className="mt-4">
            {problem}
          </Alert>
        )}
      </>
    );
  }
  return (
    <div className="flex max-w-sm flex-col gap-4">
      <p className="text-sm">Scan this with the app, or type the key into it.</p>
      <QrCode text={begun.address} label="QR code for the authenticator app" />
      <CodeBlock label="Key" code={begun.secret} wrap />
      <CodeForm
        description="The six digits that the app shows now."
        submitLabel="Turn on"
        busyLabel="Checking"
        act={async (code) => setCodes((await confirmSecondFactor({ code })).recoveryCodes)}
      />
    </div>
  );
}
