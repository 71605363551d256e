import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { CONNECT_CHANNEL } from "@/lib/contracts/connect";
import type { Instance } from "@/lib/contracts/instance";
import { connectionQuery, listInstance, useCancelConnect } from "@/lib/queries/instances";
import { connectPhase, isUnderWay, NO_WINDOW, pollDelay, type WindowState } from "./phase";

/** How often a window is looked at for having been closed, in milliseconds. */
const WATCH = 1_000;
const POPUP = "popup,width=560,height=720";

/** Follows the connecting of one instance's account, in this tab or in another, and starts and cancels it. */
export function useConnect(instance: Instance, parameters: Record<string, string> = {}) {
  const client = useQueryClient();
  const [local, setLocal] = useState<WindowState>(NO_WINDOW);
  const popup = useRef<Window | null>(null);
  const answersBefore = useRef(0);
  const [jitter] = useState(Math.random);
  const cancel = useCancelConnect();

  const query = connectionQuery(instance.id);
  const { data } = useQuery({
    ...query,
    placeholderData: { instance, attempt: null },
    refetchOnWindowFocus: "always",
    refetchInterval: ({ state }) => {
      const known = state.data ?? { instance, attempt: null };
      const phase = connectPhase({ status: known.instance.status, attempt: known.attempt }, local);
      return isUnderWay(phase) ? pollDelay(state.dataUpdateCount - answersBefore.current, jitter) : false;
    },
  });
  const { instance: latest, attempt } = data ?? { instance, attempt: null };
  const phase = connectPhase({ status: latest.status, attempt }, local);

  const look = useCallback(() => {
    const { queryKey } = connectionQuery(instance.id);
    answersBefore.current = client.getQueryState(queryKey)?.dataUpdateCount ?? 0;
    void client.invalidateQueries({ queryKey });
  }, [client, instance.id]);

  useEffect(() => {
    if (data) listInstance(client, data.instance);
  }, [client, data]);

  useEffect(() => {
    const channel = new BroadcastChannel(CONNECT_CHANNEL);
    const onMessage = (event: MessageEvent) => {
      if (event.origin === window.location.origin && event.data === CONNECT_CHANNEL) look();
    };
    channel.addEventListener("message", look);
    window.addEventListener("message", onMessage);
    return () => {
      channel.close();
      window.removeEventListener("message", onMessage);
    };
  }, [look]);

  const following = isUnderWay(phase);
  useEffect(() => {
    if (!following) return;
    const timer = setInterval(() => {
      const looksClosed = popup.current?.closed ?? false;
      setLocal((before) => (before.looksClosed === looksClosed ? before : { ...before, looksClosed }));
    }, WATCH);
    return () => clearInterval(timer);
  }, [following]);

  const address = (kind: "popup" | "tab") =>
    `/connect/start?${new URLSearchParams({ ...parameters, instance: instance.id, window: kind })}`;

  /** Must run in the click itself: a browser opens no window for a script that has waited. */
  const start = () => {
    if (window.matchMedia("(pointer: coarse)").matches) {
      window.location.assign(address("tab"));
      return;
    }
    popup.current = window.open(address("popup"), `connect-${instance.id}`, POPUP);
    popup.current?.focus();
    setLocal({
      window: popup.current ? "opened" : "blocked",
      looksClosed: false,
      supersededAttempt: attempt?.id ?? null,
    });
    look();
  };

  const stop = () => {
    popup.current?.close();
    popup.current = null;
    setLocal(NO_WINDOW);
    cancel.mutate(instance.id);
  };

  return {
    phase,
    instance: latest,
    reason: attempt?.reason ?? null,
    tabAddress: address("tab"),
    start,
    stop,
  };
}
