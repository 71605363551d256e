import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { CONNECT_CHANNEL, isConnectMessage } from "@/lib/contracts/terms/connect";

/** A connect window of this browser that has come to its end, by the name that its opener gave it. */
export type EndedWindow = { name: string };

const heard = new Set<string>();
const listeners = new Set<() => void>();
let latest: EndedWindow | null = null;

/**
 * The page's one subscriber to the word of connect windows. The word says nothing of what came of it, so the server is
 * asked: once for each window, though the word arrives by two ways, because a provider may have cut off either.
 * @param queryKey of what has to be asked anew, as far as it is on show
 */
export function useWindowMessages(queryKey: QueryKey): void {
  const client = useQueryClient();
  const hear = useEffectEvent(async ({ origin, data }: MessageEvent) => {
    if (origin !== window.location.origin || !isConnectMessage(data) || heard.has(data.id)) return;
    heard.add(data.id);
    await client.refetchQueries({ queryKey, type: "active" }, { cancelRefetch: false });
    latest = { name: data.window };
    for (const listener of listeners) listener();
  });

  useEffect(() => {
    const channel = new BroadcastChannel(CONNECT_CHANNEL);
    const onMessage = (event: MessageEvent) => void hear(event);
    channel.addEventListener("message", onMessage);
    window.addEventListener("message", onMessage);
    return () => {
      channel.close();
      window.removeEventListener("message", onMessage);
    };
  }, []);
}

/** The window that ended last, once the server has been asked what came of it. */
export function useEndedWindow(): EndedWindow | null {
  return useSyncExternalStore(
    subscribe,
    () => latest,
    () => null,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
