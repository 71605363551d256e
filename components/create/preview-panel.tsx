import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { draftWords } from "./draft-words";
import { type DraftRequest, requestCurl, requestJson } from "./preview";

type PreviewPanelProps = { draft: DraftRequest; upstream: UpstreamSummary };

/** What will be created, before it is: in words, and behind a line the request as it goes to the upstream. */
export function PreviewPanel({ draft, upstream: { baseUrl, label } }: PreviewPanelProps) {
  return (
    <div className="flex flex-col gap-4 p-4">
      {draftWords(draft, label).map((sentence) => (
        <p key={sentence} className="wrap-anywhere max-w-[72ch] text-sm">
          {sentence}
        </p>
      ))}
      <Disclosure summary="The request as JSON and curl">
        <div className="flex flex-col gap-4">
          <p className="text-muted text-sm">
            This goes to <span className="break-all font-mono text-xs">{baseUrl}</span>. The API key is added
            by the server.
          </p>
          <div>
            <h3 className="mb-1.5 font-medium text-sm">JSON</h3>
            <CodeBlock label="request as JSON" code={requestJson(draft)} wrap />
          </div>
          <div>
            <h3 className="mb-1.5 font-medium text-sm">The same with curl</h3>
            <CodeBlock label="request as curl" code={requestCurl(draft, baseUrl)} wrap />
          </div>
        </div>
      </Disclosure>
    </div>
  );
}
