"use client";

import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { SquareArrowOutUpRight } from "@/components/ui/icons";
import { type Tab, Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealInstance } from "@/lib/queries/instances";
import {
  CLIENT_LABELS,
  CLIENT_PLACES,
  CREATE_CLIENTS,
  clientSnippet,
  installLink,
  type McpClient,
} from "./snippets";

type SnippetsPanelProps = {
  instance: Instance;
  clients?: readonly [McpClient, ...McpClient[]];
};

/**
 * What to paste into an MCP client. The URL in it is masked on the page; copying fills it in, and is audited. Those who
 * may not have it see where it goes.
 */
export function SnippetsPanel({ instance, clients = CREATE_CLIENTS }: SnippetsPanelProps) {
  const canReveal = useMember().can("instance.reveal");
  const reveal = useRevealInstance();
  const masked = { ...instance, url: instance.maskedUrl };
  const full = async () => ({ ...instance, url: (await reveal.mutateAsync(instance.id)).serverUrl });

  /** The link is made now, opened and forgotten: it holds the URL. */
  const install = async (client: McpClient) => {
    try {
      window.location.assign(installLink(client, await full()) ?? "");
    } catch (error) {
      toast({ kind: "negative", title: "The URL was not revealed", description: (error as Error).message });
    }
  };

  const tab = (client: McpClient): Tab<McpClient> => ({
    id: client,
    label: CLIENT_LABELS[client],
    content: (
      <div className="p-3">
        {canReveal && installLink(client, masked) && (
          <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button size="small" onClick={() => install(client)}>
              <SquareArrowOutUpRight aria-hidden /> Add to {CLIENT_LABELS[client]}
            </Button>
            <span className="text-muted text-xs">
              Opens {CLIENT_LABELS[client]} on this machine. Or by hand:
            </span>
          </div>
        )}
        <p className="mb-2 max-w-[80ch] text-muted text-xs">{CLIENT_PLACES[client]}</p>
        <CodeBlock
          label={`snippet for ${CLIENT_LABELS[client]}`}
          wrap
          code={clientSnippet(client, masked)}
          copy={canReveal ? async () => clientSnippet(client, await full()) : null}
        />
      </div>
    ),
  });
  const [first, ...others] = clients;
  return (
    <Tabs
      label="MCP clients"
      dense={clients.length > CREATE_CLIENTS.length}
      tabs={[tab(first), ...others.map(tab)]}
      className="rounded-md border border-border"
    />
  );
}
