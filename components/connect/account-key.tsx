"use client";

import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { KeyRound } from "@/components/ui/icons";
import { KeyForm } from "./key-form";
import type { ConnectSource } from "./source";
import { useVisitorWords } from "./visitor-words";

/** For services that take a key of the account instead of consent: the form, and behind a button where there is one. */
export function AccountKey({ source }: { source: ConnectSource }) {
  const { serverName, status, sendKey } = source;
  const { words } = useVisitorWords();
  const [replacing, setReplacing] = useState(false);
  const [said, setSaid] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const formId = useId();
  const connected = status === "connected";

  const send = async (key: string) => {
    setSaid("");
    const answered = await sendKey(key);
    setReplacing(false);
    setSaid(answered === "connected" ? words.keyTaken : words.keyTakenOnly);
    // The button that had the focus goes with the form.
    place.current?.focus();
  };

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-2">
      {connected && (
        <Button
          className="w-fit"
          aria-expanded={replacing}
          aria-controls={formId}
          onClick={() => setReplacing(!replacing)}
        >
          <KeyRound aria-hidden /> {words.keyReplace}
        </Button>
      )}
      <div id={formId}>{(!connected || replacing) && <KeyForm serverName={serverName} onSend={send} />}</div>
      <p role="status" className="min-h-6 text-muted text-sm">
        {said}
      </p>
    </div>
  );
}
