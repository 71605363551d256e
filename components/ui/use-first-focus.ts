import { useEffect, useRef } from "react";

/** Begins where one types first, by that function, unless somebody has gone to another place before the page woke up. */
export function useFirstFocus(focus: () => void): void {
  const first = useRef(focus);
  useEffect(() => {
    if (document.activeElement === document.body) first.current();
  }, []);
}
