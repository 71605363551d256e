"use client";

import { CodeBlock } from "@/components/ui/code-block";
import { type Tab, Tabs } from "@/components/ui/tabs";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealInstance } from "@/lib/queries/instances";
import { CLIENT_LABELS, CLIENT_PLACES, CLIENTS, clientSnippet, type McpClient } from "./snippets";

/** What to paste into an MCP client. The URL in it is masked on the page; copying fills it in. */
export function SnippetsPanel({ instance }: { instance: Instance }) {
  const reveal = useRevealInstance();
  const tab = (client: McpClient): Tab<McpClient> => ({
    id: client,
    label: CLIENT_LABELS[client],
    content: (
      <div className="p-3">
        <p className="mb-2 text-muted text-xs">{CLIENT_PLACES[client]}</p>
        <CodeBlock
          label={`snippet for ${CLIENT_LABELS[client]}`}
          wrap
          code={clientSnippet(client, { ...instance, url: instance.maskedUrl })}
          copy={async () => {
            const { serverUrl } = await reveal.mutateAsync(instance.id);
            return clientSnippet(client, { ...instance, url: serverUrl });
          }}
        />
      </div>
    ),
  });
  const [first, ...others] = CLIENTS;
  return (
    <Tabs
      label="MCP clients"
      tabs={[tab(first), ...others.map(tab)]}
      className="rounded-md border border-border"
    />
  );
}
