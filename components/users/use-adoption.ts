import { useEffect, useRef, useState } from "react";
import type { UpstreamId } from "@/lib/contracts/upstream";
import type { AdoptAnswer, AdoptRequest } from "@/lib/contracts/user";
import { useAdoptUser } from "@/lib/queries/users";
import { type Adopted, outcomesOf } from "./adoption";

/** Adopts a few servers after the other, past failures and until stopped, and keeps how it went with each. */
export function useAdoption(upstream: UpstreamId) {
  const { mutateAsync } = useAdoptUser();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Adopted>>(new Map());
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const stopped = useRef(false);
  useLeaveWarning(progress !== null);

  const ask = (request: Omit<AdoptRequest, "upstream">): Promise<AdoptAnswer> =>
    mutateAsync({ upstream, ...request }).catch((error: Error) => ({
      adopted: [],
      failures: request.serverNames.map((serverName) => ({ serverName, reason: error.message })),
    }));

  /** Answers what was tried, as `candidateKey` says it. */
  const adopt = async (requests: Omit<AdoptRequest, "upstream">[]): Promise<Set<string>> => {
    const tried = new Set<string>();
    stopped.current = false;
    const total = requests.reduce((sum, { serverNames }) => sum + serverNames.length, 0);
    let done = 0;
    for (const request of requests) {
      if (stopped.current) break;
      setProgress({ done, total });
      const answer = await ask(request);
      const came = outcomesOf(request.userId, answer);
      for (const [key] of came) tried.add(key);
      setOutcomes((known) => new Map([...known, ...came]));
      done += request.serverNames.length;
    }
    setProgress(null);
    return tried;
  };
  const stop = () => {
    stopped.current = true;
  };

  return { adopt, stop, outcomes, progress };
}

/** This work is done by the page, so that closing it ends the work: the browser asks before it does. */
function useLeaveWarning(working: boolean): void {
  useEffect(() => {
    if (!working) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [working]);
}
