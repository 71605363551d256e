"use client";

import { type ComponentType, useEffect, useState } from "react";
import { onToastWaiting } from "./toast";

/** In milliseconds: for whoever reads on without a touch, in case that the connection breaks. */
const AFTER = 10_000;
/** What shows that somebody is about to do something. */
const SIGNS = ["pointermove", "pointerdown", "keydown"];

/**
 * Stands once in the root layout. What shows the toasts is fetched apart from the page and before the first one: a toast
 * may have to say that the connection is gone. Where it could not be had, the toasts wait for the network.
 */
export function Toaster() {
  const [Viewport, setViewport] = useState<ComponentType>();
  const [wanted, setWanted] = useState(false);

  useEffect(() => {
    const left = new AbortController();
    const { signal } = left;
    const load = () =>
      void import("./toast-viewport").then(
        (module) => setViewport(() => module.default),
        () => undefined,
      );
    for (const sign of SIGNS) window.addEventListener(sign, load, { signal, once: true, passive: true });
    window.addEventListener("online", load, { signal });
    const timer = setTimeout(load, AFTER);
    const stopWaiting = onToastWaiting(() => {
      setWanted(true);
      load();
    });
    return () => {
      left.abort();
      clearTimeout(timer);
      stopWaiting();
    };
  }, []);

  return wanted && Viewport ? <Viewport /> : null;
}
