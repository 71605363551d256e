import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";

type RecoveryCodesProps = { codes: readonly string[]; onDone: () => void; doneLabel: string };

/** Recovery codes, the one time that they can be shown. */
export function RecoveryCodes({ codes, onDone, doneLabel }: RecoveryCodesProps) {
  const place = useRef<HTMLDivElement>(null);

  // The form that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex max-w-sm flex-col items-start gap-4">
      <Alert kind="caution" title="Keep these recovery codes: they will not be shown again">
        Each opens your account once, in place of a code, when the app is not at hand.
      </Alert>
      <CodeBlock label="Recovery codes" code={codes.join("\n")} />
      <Button variant="primary" onClick={onDone}>
        {doneLabel}
      </Button>
    </div>
  );
}
