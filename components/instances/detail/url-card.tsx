import { ServerUrl } from "@/components/instances/server-url";
import { CLIENTS } from "@/components/instances/snippets";
import { SnippetsPanel } from "@/components/instances/snippets-panel";
import { useMember } from "@/components/layout/member";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import type { Instance } from "@/lib/contracts/instance";
import { isDone } from "@/lib/contracts/terms/status";
import { urlHolderWords } from "../server-url-words";
import { CallerToken } from "./caller-token";
import { ReadOnlyAddress } from "./read-only-address";
import { RotateUrl } from "./rotate-url";

/** The URL, and what to paste into which client. */
export function UrlCard({ instance }: { instance: Instance }) {
  const { can } = useMember();
  return (
    <Card>
      <CardHeader>
        <CardTitle>Server URL</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-5">
        <div className="flex flex-col gap-1.5">
          {can("instance.reveal") ? (
            <ServerUrl instance={instance} />
          ) : (
            <CodeBlock label="server URL" wrap code={instance.maskedUrl} copy={null} />
          )}
          <p className="text-muted text-xs">{urlWords(instance)}</p>
          {can("instance.rotate-url") && !instance.missing && (
            <div className="flex flex-wrap items-center gap-2">
              <RotateUrl instance={instance} />
              <ReadOnlyAddress instance={instance} />
            </div>
          )}
        </div>
        {can("instance.make-token") && !instance.missing && <CallerToken id={instance.id} />}
        {!instance.missing && (
          <div className="flex flex-col gap-1.5">
            <h3 className="font-medium text-sm">Use it in</h3>
            <SnippetsPanel instance={instance} clients={CLIENTS} />
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function urlWords(instance: Instance): string {
  if (instance.missing) return "This URL does not lead to this user any more.";
  const works = isDone(instance)
    ? urlHolderWords(instance)
    : "The account is not connected, so tools answer only with how to connect it.";
  return `${works} Treat it like a password: each look at it and each copy is kept in the history.`;
}
