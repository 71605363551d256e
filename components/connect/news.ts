import { CONNECT_CHANNEL } from "@/lib/contracts/connect";

/** Whether a message is the word of a connect window of ours that it has come to its end. */
export function isConnectNews({ origin, data }: MessageEvent): boolean {
  return origin === window.location.origin && data === CONNECT_CHANNEL;
}

/**
 * Calls back when a connect window of this browser has come to its end. It says nothing of what came of it: the server
 * is to be asked. The word arrives by two ways, because a provider may have cut off either. Returns how to stop.
 */
export function onConnectNews(listener: () => void): () => void {
  const channel = new BroadcastChannel(CONNECT_CHANNEL);
  const onMessage = (event: MessageEvent) => {
    if (isConnectNews(event)) listener();
  };
  channel.addEventListener("message", listener);
  window.addEventListener("message", onMessage);
  return () => {
    channel.close();
    window.removeEventListener("message", onMessage);
  };
}
