import { useEffect, useEffectEvent, useState } from "react";
import { onConnectNews } from "./news";
import { pollDelay } from "./phase";

/**
 * While something is under way, asks the server how it stands: by itself, less and less often, and at once when the
 * person comes back to the page or a connect window has come to its end.
 * @param patient false where the answer is a matter of seconds, which somebody waits for
 * @param round null where nothing is under way; another number begins again with short waits
 */
export function useFollowing(
  round: number | null,
  look: () => Promise<unknown>,
  { patient }: { patient: boolean },
): void {
  const [jitter] = useState(Math.random);
  const ask = useEffectEvent(look);

  useEffect(() => {
    if (round === null) return;
    let over = false;
    let asked = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      const delay = pollDelay(patient ? asked++ : 0, jitter);
      if (!over) timer = setTimeout(() => void ask().then(wait), delay);
    };
    const hurry = () => {
      asked = 0;
      void ask().then(wait);
    };
    const comeBack = () => document.visibilityState === "visible" && hurry();

    wait();
    const stopListening = onConnectNews(hurry);
    // The page stays visible beside a window, so its own focus is what tells that somebody is back.
    window.addEventListener("focus", comeBack);
    document.addEventListener("visibilitychange", comeBack);
    return () => {
      over = true;
      clearTimeout(timer);
      stopListening();
      window.removeEventListener("focus", comeBack);
      document.removeEventListener("visibilitychange", comeBack);
    };
  }, [round, jitter, patient]);
}
