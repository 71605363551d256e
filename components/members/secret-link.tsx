import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";

/** A link that is a secret, this once. */
export function SecretLink({ label, url }: { label: string; url: string }) {
  const place = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4">
      <CodeBlock label={label} code={url} wrap />
      <Alert kind="caution" title="Copy it now: it will not be shown again">
        Whoever opens it first has what it gives.
      </Alert>
    </div>
  );
}
