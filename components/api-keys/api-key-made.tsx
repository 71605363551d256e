import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";
import type { CreateApiKeyAnswer } from "@/lib/contracts/api-key";

/** The key, this once. */
export function ApiKeyMade({ made }: { made: CreateApiKeyAnswer }) {
  const place = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4">
      <CodeBlock label="API key" code={made.secret} wrap />
      <Alert kind="caution" title="Copy it now: it will not be shown again">
        Patchbay keeps no copy that it could show. Whoever has the key can do all that it may.
      </Alert>
    </div>
  );
}
