"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onToastWaiting } from "./toast";

const ToastViewport = lazy(() => import("./toast-viewport"));

/** Stands once in the root layout; what shows the toasts is loaded for the first one. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);

  useEffect(() => onToastWaiting(() => setWanted(true)), []);

  if (!wanted) return null;
  return (
    <Suspense>
      <ToastViewport />
    </Suspense>
  );
}
