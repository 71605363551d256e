// The end of a connect window. It only tells the console to ask the server: the server's answer is what counts.
// Twice, because either way may be cut off by the provider's Cross-Origin-Opener-Policy; by the id, both are one.
const message = { channel: "patchbay-connect", id: `${Date.now()}-${Math.random()}`, window: window.name };
const channel = new BroadcastChannel(message.channel);
channel.postMessage(message);
channel.close();
if (window.opener) window.opener.postMessage(message, window.location.origin);

document.querySelector("#close").addEventListener("click", () => {
  window.close();
  // Only a window that a script opened can be closed by one. In a tab of the person's own, the way on is where the page
  // leads, and else back.
  if (window.closed) return;
  const way = document.querySelector("#back");
  if (way) location.assign(way.href);
  else history.back();
});
if (document.documentElement.dataset.outcome === "connected") window.close();
