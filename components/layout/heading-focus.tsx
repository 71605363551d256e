"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

/** How long a page may take to come until its heading is not waited for any more, in milliseconds. */
const PATIENCE = 5_000;

/** After a move to another page the focus is on its heading, unless the page has put it somewhere itself. */
export function HeadingFocus() {
  const pathname = usePathname();
  const before = useRef(pathname);

  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    const began = performance.now();
    let frame = 0;
    const look = () => {
      // What was pressed is gone with its page, or stands in the frame beside it.
      const focused = document.activeElement;
      const isLeft = !focused || focused === document.body || focused.closest("nav") !== null;
      if (!isLeft || performance.now() - began > PATIENCE) return;
      const heading = document.querySelector<HTMLElement>("main h1");
      if (!heading) {
        frame = requestAnimationFrame(look);
        return;
      }
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [pathname]);

  return null;
}
