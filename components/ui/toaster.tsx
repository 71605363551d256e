"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onToastWaiting } from "./toast";

const loadViewport = () => import("./toast-viewport");
const ToastViewport = lazy(loadViewport);

/** Stands once in the root layout; what shows the toasts is loaded for the first one. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);

  useEffect(() => onToastWaiting(() => setWanted(true)), []);

  // A toast may have to say that the connection is gone, so its code is fetched while there is one.
  useEffect(() => {
    const load = () => void loadViewport().catch(() => undefined);
    const once = { once: true, capture: true };
    window.addEventListener("pointerdown", load, once);
    window.addEventListener("keydown", load, once);
    return () => {
      window.removeEventListener("pointerdown", load, once);
      window.removeEventListener("keydown", load, once);
    };
  }, []);

  if (!wanted) return null;
  return (
    <Suspense>
      <ToastViewport />
    </Suspense>
  );
}
