import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AskedButton } from "@/components/ui/asked-button";
import { CodeBlock } from "@/components/ui/code-block";
import { useMakeToken, useRemoveToken } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";

/** A token that agents show beside the URL, told once. Not shown where calls go past this console. */
export function CallerToken({ id }: { id: string }) {
  const { data } = useQuery(usageQuery(id));
  const { mutateAsync: make } = useMakeToken(id);
  const { mutateAsync: remove } = useRemoveToken(id);
  const [token, setToken] = useState<string>();
  if (!data?.isKept) return null;
  const { hasToken } = data.rules;

  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">Bearer token</h3>
      <p className="text-muted text-xs">
        {hasToken
          ? "Agents show a token in the Authorization header; the URL alone is answered 401."
          : "The URL alone opens it. With a token, agents show that in the Authorization header as well."}
      </p>
      {token && hasToken && (
        <>
          <CodeBlock label="bearer token" wrap code={token} />
          <p className="text-caution text-xs">It is shown this once. Copy it now.</p>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <AskedButton
          size="small"
          question={hasToken ? REPLACE : ASK}
          failed="No token was made"
          act={async () => setToken((await make()).token)}
        >
          {hasToken ? "Replace the token" : "Ask for a token"}
        </AskedButton>
        {hasToken && (
          <AskedButton
            size="small"
            variant="ghost"
            question={ASK_FOR_NONE}
            failed="The token is still asked for"
            act={async () => {
              await remove();
              setToken(undefined);
            }}
          >
            Ask for none
          </AskedButton>
        )}
      </div>
    </div>
  );
}

const ASK = {
  title: "Ask for a token?",
  description:
    "Every agent that uses this instance is refused from now on, until it shows the token that is made, which is told once. Open sessions end.",
  confirmLabel: "Make token",
};

const REPLACE = {
  title: "Replace the token?",
  description:
    "The token of before is refused from now on, in every agent that shows it. The new one is told once. Open sessions end.",
  confirmLabel: "Replace token",
};

const ASK_FOR_NONE = {
  title: "Ask for no token?",
  description: "Whoever has the URL can use it again with nothing else. The token is forgotten.",
  confirmLabel: "Ask for none",
};
