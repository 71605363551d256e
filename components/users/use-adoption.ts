import { useState } from "react";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { AdoptAnswer, AdoptRequest } from "@/lib/contracts/user";
import { useAdoptUser } from "@/lib/queries/users";
import { type Adopted, outcomesOf } from "./adoption";

/** Adopts one user after the other, past failures, and keeps how it went with each server. */
export function useAdoption(upstream: UpstreamId) {
  const { mutateAsync } = useAdoptUser();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Adopted>>(new Map());
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);

  const ask = (request: Omit<AdoptRequest, "upstream">): Promise<AdoptAnswer> =>
    mutateAsync({ upstream, ...request }).catch((error: Error) => ({
      adopted: [],
      failures: request.serverNames.map((serverName) => ({ serverName, reason: error.message })),
    }));

  const adopt = async (requests: Omit<AdoptRequest, "upstream">[]) => {
    for (const [done, request] of requests.entries()) {
      setProgress({ done, total: requests.length });
      const answer = await ask(request);
      setOutcomes((known) => new Map([...known, ...outcomesOf(request.userId, answer)]));
    }
    setProgress(null);
  };

  return { adopt, outcomes, progress };
}
