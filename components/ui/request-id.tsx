import { CopyButton } from "./copy-button";

/** The id under which the log knows a request that failed; for the person to pass on. */
export function RequestId({ id, name = "Request id" }: { id: string; name?: string }) {
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1 text-muted text-xs">
      <span className="min-w-0 break-all">
        {name} <code className="font-mono">{id}</code>
      </span>
      <CopyButton text={id} label={`Copy ${name.toLowerCase()}`} />
    </span>
  );
}
