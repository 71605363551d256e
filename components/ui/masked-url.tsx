import { useState } from "react";
import { Button } from "./button";
import { CodeBlock } from "./code-block";
import { Eye, EyeOff } from "./icons";
import { toast } from "./toast";

type MaskedUrlProps = {
  /** Names it: "server URL". */
  label: string;
  masked: string;
  /** Fetches it in full, which is audited each time. */
  reveal: () => Promise<string>;
  busy: boolean;
};

/** A URL that is a credential, masked until somebody asks. */
export function MaskedUrl({ label, masked, reveal, busy }: MaskedUrlProps) {
  const [shown, setShown] = useState<string | null>(null);

  const toggle = async () => {
    if (shown) {
      setShown(null);
      return;
    }
    try {
      setShown(await reveal());
    } catch (error) {
      toast({ kind: "negative", title: "The URL was not revealed", description: (error as Error).message });
    }
  };

  return (
    <CodeBlock
      label={label}
      wrap
      code={shown ?? masked}
      copy={reveal}
      actions={
        <Button
          variant="ghost"
          size="icon-small"
          aria-label={shown ? `Hide ${label}` : `Reveal ${label}`}
          aria-busy={busy || undefined}
          onClick={toggle}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      }
    />
  );
}
