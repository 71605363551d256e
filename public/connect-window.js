// The end of a connect window. It only tells the console to ask the server: the server's answer is what counts.
// Twice, because either way may be cut off by the provider's Cross-Origin-Opener-Policy.
const channel = new BroadcastChannel("patchbay-connect");
channel.postMessage("look");
channel.close();
if (window.opener) window.opener.postMessage("patchbay-connect", window.location.origin);

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
