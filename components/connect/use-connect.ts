import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { ATTEMPT_LIFETIME } from "@/lib/contracts/connect";
import { isConnectNews } from "./news";
import { connectPhase, isUnderWay, NO_WINDOW, type WindowState } from "./phase";
import type { ConnectSource } from "./source";
import { useFollowing } from "./use-following";

/** How often a window is looked at for having been closed, in milliseconds. */
const WATCH = 1_000;
const POPUP = "popup,width=560,height=720";
/** Where another window is no help: a phone shows one at a time, and an installed app has nowhere to put a second. */
const SAME_TAB = "(pointer: coarse), (display-mode: standalone)";

/** Starts and cancels the connecting of an account, and follows it, whether it began in this tab or elsewhere. */
export function useConnect(source: ConnectSource, parameters: Record<string, string> = {}) {
  const { status, attempt, startAddress, look, cancel } = source;
  const [local, setLocal] = useState<WindowState>(NO_WINDOW);
  const [presses, setPresses] = useState(0);
  const popup = useRef<Window | null>(null);
  const windowName = useId();
  const now = useTimeOf(attempt?.expiresAt, look);
  const phase = connectPhase({ status, attempt }, local, now);
  const underWay = isUnderWay(phase);
  useFollowing(underWay ? presses : null, look, { patient: phase !== "confirming" });

  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => {
      const looksClosed = popup.current?.closed ?? false;
      setLocal((before) => (before.looksClosed === looksClosed ? before : { ...before, looksClosed }));
    }, WATCH);
    return () => clearInterval(timer);
  }, [underWay]);

  // Of a window that began no attempt, nothing is to be expected any more when an attempt would have expired.
  useEffect(() => {
    if (presses === 0) return;
    const timer = setTimeout(
      () => setLocal((before) => ({ ...before, window: "none", looksClosed: false })),
      ATTEMPT_LIFETIME,
    );
    return () => clearTimeout(timer);
  }, [presses]);

  // A window that ends before it left for a provider still has its opener, so that its own word can be told from others'.
  const hear = useEffectEvent(async (event: MessageEvent) => {
    if (popup.current === null || event.source !== popup.current || !isConnectNews(event)) return;
    await look();
    setLocal((before) => (before.window === "opened" ? { ...before, window: "ended" } : before));
  });
  useEffect(() => {
    const onMessage = (event: MessageEvent) => void hear(event);
    window.addEventListener("message", onMessage);
    return () => window.removeEventListener("message", onMessage);
  }, []);

  /** Must run in the click itself: a browser opens no window for a script that has waited. */
  const start = () => {
    if (window.matchMedia(SAME_TAB).matches) {
      window.location.assign(startAddress("tab", parameters));
      return;
    }
    popup.current = window.open(startAddress("popup", parameters), `connect${windowName}`, POPUP);
    popup.current?.focus();
    setPresses(presses + 1);
    setLocal({
      window: popup.current ? "opened" : "blocked",
      looksClosed: false,
      supersededAttempt: attempt?.id ?? null,
    });
  };

  const stop = async () => {
    popup.current?.close();
    popup.current = null;
    setLocal({ ...NO_WINDOW, supersededAttempt: attempt?.id ?? null });
    try {
      await cancel();
    } catch (error) {
      setLocal(NO_WINDOW);
      toast({ kind: "negative", title: "It was not cancelled", description: (error as Error).message });
    }
  };

  return { phase, underWay, begun: presses > 0, tabAddress: startAddress("tab", parameters), start, stop };
}

/** The clock as far as one moment goes: 0 before it. Then the server is asked once more, whose word is recorded. */
function useTimeOf(moment: string | undefined, look: () => Promise<unknown>): number {
  const [passed, setPassed] = useState(0);
  const ask = useEffectEvent(look);
  useEffect(() => {
    if (moment === undefined) return;
    const time = Date.parse(moment);
    const timer = setTimeout(() => {
      setPassed(time);
      void ask();
    }, time - Date.now());
    return () => clearTimeout(timer);
  }, [moment]);
  return passed;
}
