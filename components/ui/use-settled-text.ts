import { type ChangeEvent, type CompositionEvent, useEffect, useRef, useState } from "react";

/** In milliseconds: less than it takes to notice, more than between two keys. */
const PAUSE = 200;

/**
 * The text of a field that settles after a pause in typing, without white space around it. What is being put together
 * with an input method waits until it is a word. `settled` may change by other hands too, as by Back, which the field
 * then follows.
 */
export function useSettledText(settled: string, onSettle: (text: string) => void) {
  const [text, setText] = useState(settled);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(settled);

  // What repeats this field's own text is old news.
  useEffect(() => {
    if (settled === sent.current) return;
    clearTimeout(timer.current);
    sent.current = settled;
    setText(settled);
  }, [settled]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const settle = (next: string) => {
    clearTimeout(timer.current);
    sent.current = next.trim();
    onSettle(sent.current);
  };
  const settleSoon = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => settle(next), PAUSE);
  };

  return {
    field: {
      value: text,
      onChange: ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
        setText(target.value);
        clearTimeout(timer.current);
        if (!("isComposing" in nativeEvent && nativeEvent.isComposing)) settleSoon(target.value);
      },
      onCompositionEnd: ({ currentTarget }: CompositionEvent<HTMLInputElement>) =>
        settleSoon(currentTarget.value),
    },
    clear: () => {
      setText("");
      settle("");
    },
  };
}
