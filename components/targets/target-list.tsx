"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ServerCog } from "@/components/ui/icons";
import { SearchField } from "@/components/ui/search-field";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { searchCatalogue } from "@/lib/catalogue/search";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { TargetList as Answer } from "@/lib/contracts/target";
import { targetsQuery, useTestTarget } from "@/lib/queries/targets";
import { countWords } from "@/lib/words/count";
import { LOCALE } from "@/lib/words/locale";
import { TargetRow } from "./target-row";

const DEFAULT_WORDS: Record<Answer["defaultTarget"], string> = {
  sandbox: "a sandbox stands in, which says so at every call (ENGINE_TARGETS=sandbox).",
  vendor: "the vendor’s own server is used as far as it is known (ENGINE_TARGETS=vendor).",
};

/** Every server and where it leads, narrowed as in the picker; one button tests all, without registering anywhere. */
export function TargetList() {
  const query = useQuery(targetsQuery);
  const { data } = query;
  const [search, setSearch] = useState("");
  const test = useTestTarget();
  const [left, setLeft] = useState(0);
  if (!data) return <UnreadAlert of={query} title="The servers could not be read" />;
  const { defaultTarget, redirectUri } = data;
  const own = data.targets.flatMap(({ serverName, own }) =>
    own ? [{ name: serverName, category: own.category, auth: "none" as const }] : [],
  );
  const found = new Set<string>(searchCatalogue(search, [...own, ...CATALOGUE]).map(({ name }) => name));
  const shown = data.targets
    .filter(({ serverName }) => found.has(serverName))
    .sort((a, b) => a.serverName.localeCompare(b.serverName, LOCALE));
  const testable = shown.filter(({ state, url, vendor }) => state !== "builtin" && (url || vendor));

  const testAll = async () => {
    // One after the other: vendors count, and so does this machine.
    for (const [index, { serverName }] of testable.entries()) {
      setLeft(testable.length - index);
      await test.mutateAsync({ server: serverName, register: false }).catch(() => undefined);
    }
    setLeft(0);
  };

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <SearchField
          label="Search servers"
          placeholder="Search servers"
          maxLength={100}
          settled={search}
          onSettle={setSearch}
          className="w-full sm:w-64"
        />
        <Button busy={left > 0} busyLabel={`${countWords(left, "server")} to test`} onClick={testAll}>
          Test all
        </Button>
        <p className="flex min-w-0 flex-wrap items-center gap-2 text-muted text-xs">
          Redirect URI for apps of your own
          <code className="break-all font-mono">{redirectUri}</code>
          <CopyButton text={redirectUri} label="Copy the redirect URI" />
        </p>
      </div>
      <p className="mb-3 max-w-[80ch] text-muted text-sm">
        Where nothing was chosen, {DEFAULT_WORDS[defaultTarget]} Instances of Klavis Cloud are not touched by
        anything here.
      </p>
      <Card aria-label="Servers">
        {shown.length === 0 ? (
          <EmptyState icon={ServerCog} title="No server is called that">
            Search by name or category.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-border">
            {shown.map((target) => (
              <TargetRow key={target.serverName} target={target} />
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
