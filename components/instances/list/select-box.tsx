import { useEffect, useRef } from "react";

type SelectBoxProps = {
  label: string;
  checked: boolean;
  /** Some of what it stands for is chosen. */
  mixed?: boolean;
  /** `range` where shift was held. */
  onChange: (checked: boolean, range: boolean) => void;
};

/** A checkbox of the list. What can be pressed is larger than what is seen. */
export function SelectBox({ label, checked, mixed = false, onChange }: SelectBoxProps) {
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (input.current) input.current.indeterminate = mixed;
  }, [mixed]);

  return (
    <input
      ref={input}
      type="checkbox"
      aria-label={label}
      checked={checked}
      onChange={({ target, nativeEvent }) =>
        onChange(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
      }
      className="relative block size-4 accent-accent before:absolute before:-inset-2 before:content-[''] pointer-coarse:before:-inset-3"
    />
  );
}
