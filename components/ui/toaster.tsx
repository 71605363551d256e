"use client";

import { type ComponentType, useEffect, useState } from "react";
import { onToastWaiting } from "./toast";

/** In milliseconds: what the page itself needs comes first. */
const AFTER = 300;

/**
 * Stands once in the root layout. What shows the toasts is fetched apart from the page and before the first one: a toast
 * may have to say that the connection is gone. Where it could not be had, the toasts wait for the network.
 */
export function Toaster() {
  const [Viewport, setViewport] = useState<ComponentType>();
  const [wanted, setWanted] = useState(false);

  useEffect(() => onToastWaiting(() => setWanted(true)), []);

  useEffect(() => {
    const load = () =>
      void import("./toast-viewport").then(
        (module) => setViewport(() => module.default),
        () => undefined,
      );
    const timer = setTimeout(load, AFTER);
    window.addEventListener("online", load);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", load);
    };
  }, []);

  return wanted && Viewport ? <Viewport /> : null;
}
