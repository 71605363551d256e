"use client";

import { changeAddress, useAddress } from "@/components/ui/address";
import { Segmented } from "@/components/ui/segmented";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { AdoptList } from "./adopt-list";
import { adoptParams } from "./search-params";

type AdoptConsoleProps = { upstreams: [UpstreamSummary, ...UpstreamSummary[]] };

/** The choice of the upstream, which stands in the address, and who is there. */
export function AdoptConsole({ upstreams }: AdoptConsoleProps) {
  const { upstream: wanted } = useAddress(adoptParams);
  const upstream = upstreams.find(({ id }) => id === wanted) ?? upstreams[0];

  return (
    <>
      {upstreams.length > 1 && (
        <Segmented
          legend="Upstream"
          name="upstream"
          options={upstreams.map(({ id, label }) => ({ value: id, label }))}
          value={upstream.id}
          onValueChange={(id) => changeAddress(adoptParams, { upstream: id }, "replace")}
          className="mb-6 max-w-md"
        />
      )}
      <AdoptList key={upstream.id} upstream={upstream} />
    </>
  );
}
