import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { pollDelay } from "./phase";
import type { ConnectSource } from "./source";

type RefreshOptions = {
  /** Whether something is under way, so that the server is to be asked again by itself. */
  active: boolean;
  /** False where the answer is a matter of seconds, which somebody waits for. */
  patient: boolean;
};

/**
 * Asks the server how a source stands while something is under way: by itself, less and less often, and at once when
 * the person comes back to the page. `refresh` asks now, and `restart` begins again with short waits.
 */
export function useRefresh({ query }: Pick<ConnectSource, "query">, { active, patient }: RefreshOptions) {
  const client = useQueryClient();
  const [jitter] = useState(Math.random);
  const answersBefore = useRef(0);
  const { queryKey } = query;

  const answers = () => {
    const state = client.getQueryState(queryKey);
    return state ? state.dataUpdateCount + state.errorUpdateCount : 0;
  };
  const restart = () => {
    answersBefore.current = answers();
  };
  const refresh = () => client.refetchQueries({ queryKey }, { cancelRefetch: false });

  useQuery({
    ...query,
    enabled: active,
    // What is known already is not asked for once more because somebody pressed a button.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: "always",
    refetchInterval: () => pollDelay(patient ? answers() - answersBefore.current : 0, jitter),
  });

  const comeBack = useEffectEvent(() => {
    restart();
    void refresh();
  });
  useEffect(() => {
    if (!active) return;
    // The page stays visible beside a window, so its own focus is what tells that somebody is back.
    const onFocus = () => comeBack();
    window.addEventListener("focus", onFocus);
    return () => window.removeEventListener("focus", onFocus);
  }, [active]);

  return { refresh, restart };
}
