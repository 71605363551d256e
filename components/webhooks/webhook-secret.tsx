import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";

/** The secret, this once. */
export function WebhookSecret({ secret }: { secret: string }) {
  const place = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4">
      <CodeBlock label="Signing secret" code={secret} wrap />
      <Alert kind="caution" title="Copy it now: it will not be shown again">
        By it, the endpoint knows that an event is from this console. It goes by the Standard Webhooks
        specification, for which there are libraries.
      </Alert>
    </div>
  );
}
