"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Eye, EyeOff } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealInstance } from "@/lib/queries/instances";

/** The server URL, masked until somebody asks. Showing and copying fetch it anew, and each time is audited. */
export function ServerUrl({ instance }: { instance: Instance }) {
  const [shown, setShown] = useState<string | null>(null);
  const reveal = useRevealInstance();

  const toggle = async () => {
    if (shown) {
      setShown(null);
      return;
    }
    try {
      setShown((await reveal.mutateAsync(instance.id)).serverUrl);
    } catch (error) {
      toast({ kind: "negative", title: "The URL was not revealed", description: (error as Error).message });
    }
  };

  return (
    <CodeBlock
      label="server URL"
      wrap
      code={shown ?? instance.maskedUrl}
      copy={async () => (await reveal.mutateAsync(instance.id)).serverUrl}
      actions={
        <Button
          variant="ghost"
          size="icon-small"
          aria-label={shown ? "Hide server URL" : "Reveal server URL"}
          aria-busy={reveal.isPending || undefined}
          onClick={toggle}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      }
    />
  );
}
