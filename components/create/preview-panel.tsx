import { CodeBlock } from "@/components/ui/code-block";
import { type DraftRequest, requestCurl, requestJson } from "./preview";

/** What will be sent, before it is: to the upstream, word for word. */
export function PreviewPanel({ draft, baseUrl }: { draft: DraftRequest; baseUrl: string }) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-muted text-sm">
        This goes to <span className="break-all font-mono text-xs">{baseUrl}</span>. The API key is added by
        the server.
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
  );
}
