import { useEffect, useEffectEvent, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { serverNow } from "@/lib/clock";
import { ATTEMPT_LIFETIME } from "@/lib/contracts/terms/connect";
import { connectPhase, isUnderWay, NO_WINDOW, type WindowState } from "./phase";
import type { ConnectSource } from "./source";
import { useRefresh } from "./use-refresh";
import { visitorError } from "./visitor-error";
import { useVisitorWords } from "./visitor-words";
import { type EndedWindow, useEndedWindow } from "./window-messages";
import { failureReason, phaseWords } from "./words";

/** How often a window is looked at for having been closed, in milliseconds. */
const WATCH = 1_000;
const POPUP = "popup,width=560,height=720";
/** Where another window is no help: a phone shows one at a time, and an installed app has nowhere to put a second. */
const SAME_TAB = "(pointer: coarse), (display-mode: standalone)";

/** Starts and cancels the connecting of an account, and follows it, whether it began in this tab or elsewhere. */
export function useConnect(source: ConnectSource, parameters: Record<string, string> = {}) {
  const { status, attempt, startAddress, cancel } = source;
  const spoken = useVisitorWords();
  const [local, setLocal] = useState<WindowState>(NO_WINDOW);
  const [presses, setPresses] = useState(0);
  const popup = useRef<Window | null>(null);
  const { windowName, hasEnded, forget } = useOwnWindow();
  const passed = usePassed(attempt?.expiresAt);
  const seen: WindowState = local.window === "opened" && hasEnded ? { ...local, window: "ended" } : local;
  const phase = connectPhase({ status, attempt }, seen, passed);
  const underWay = isUnderWay(phase);
  const { refresh, restart } = useRefresh(source, { active: underWay, patient: phase !== "confirming" });

  // Of an attempt whose time is over the server is asked once more, whose word is recorded.
  const ask = useEffectEvent(refresh);
  useEffect(() => {
    if (passed > 0) void ask();
  }, [passed]);

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

  /** Must run in the click itself: a browser opens no window for a script that has waited. */
  const start = () => {
    if (window.matchMedia(SAME_TAB).matches) {
      window.location.assign(startAddress("tab", parameters));
      return;
    }
    forget();
    restart();
    popup.current = window.open(startAddress("popup", parameters), windowName, POPUP);
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
      toast({
        kind: "negative",
        title: spoken.words.notCancelled,
        description: visitorError(error, spoken).message,
      });
    }
  };

  const reason = failureReason(phase, attempt, spoken);
  const connectedBefore = status === "connected" || status === "needs-reauthorization";
  return {
    phase,
    /** What a press on the button does. */
    label: connectedBefore ? ("Reconnect" as const) : ("Connect" as const),
    /** The button opens the window once more instead, for what is under way. */
    mayReopen: underWay && phase !== "blocked",
    mayCancel: underWay,
    /** Between the provider and the server's word there is nothing to press. */
    isBusy: phase === "confirming",
    /** Whether it was pressed here. */
    begun: presses > 0,
    /** What is said of it, politely. */
    announcement: underWay || presses > 0 || reason ? phaseWords(phase, spoken.words) : "",
    /** Why nothing came of it. */
    reason,
    tabAddress: startAddress("tab", parameters),
    start,
    stop,
  };
}

/** A name for the window that no other tab gives to one, and whether that window has told that it ended. */
function useOwnWindow() {
  const [windowName] = useState(() => `connect-${Math.random().toString(36).slice(2)}`);
  const ended = useEndedWindow();
  const [before, setBefore] = useState<EndedWindow | null>(null);
  const hasEnded = ended !== null && ended !== before && ended.name === windowName;
  return { windowName, hasEnded, forget: () => setBefore(ended) };
}

/** The server's clock as far as one moment goes, in milliseconds since 1970: 0 before it. */
function usePassed(moment: string | undefined): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    if (moment === undefined) return;
    const time = Date.parse(moment);
    const timer = setTimeout(() => setPassed(time), time - serverNow());
    return () => clearTimeout(timer);
  }, [moment]);
  return passed;
}
