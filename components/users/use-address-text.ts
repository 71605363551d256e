import { useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";

/** In milliseconds: less than it takes to notice, more than between two keys. */
const SETTLE = 200;

/**
 * A text field whose text stands in the page's address, so that what is found can be sent to a colleague. `settled` is
 * what the address says, which follows the typing after a moment.
 */
export function useAddressText(name: string) {
  const settled = useSearchParams().get(name) ?? "";
  const [text, setText] = useState(settled);
  const written = useRef(settled);

  // The address was changed by something else than this field, such as the Back button or a link.
  useEffect(() => {
    if (settled === written.current) return;
    written.current = settled;
    setText(settled);
  }, [settled]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === written.current) return;
    const timer = setTimeout(() => {
      written.current = wanted;
      const url = new URL(window.location.href);
      if (wanted) url.searchParams.set(name, wanted);
      else url.searchParams.delete(name);
      window.history.replaceState(null, "", url);
    }, SETTLE);
    return () => clearTimeout(timer);
  }, [name, text]);

  return { text, setText, settled };
}
