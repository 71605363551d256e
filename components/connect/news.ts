import { CONNECT_CHANNEL } from "@/lib/contracts/connect";

/**
 * Calls back when a connect window of this browser has come to its end. It says nothing of what came of it: the server
 * is to be asked. The word arrives by two ways, because a provider may have cut off either. Returns how to stop.
 */
export function onConnectNews(listener: () => void): () => void {
  const channel = new BroadcastChannel(CONNECT_CHANNEL);
  const onMessage = (event: MessageEvent) => {
    if (event.origin === window.location.origin && event.data === CONNECT_CHANNEL) listener();
  };
  channel.addEventListener("message", listener);
  window.addEventListener("message", onMessage);
  return () => {
    channel.close();
    window.removeEventListener("message", onMessage);
  };
}
