import { controlStyle } from "@/components/ui/control-style";
import type { FieldControl } from "@/components/ui/field";
import { ChevronDown } from "@/components/ui/icons";
import { showUnseen } from "@/lib/words/unseen";
import type { Choice } from "../schema/field";

type ChoiceControlProps = {
  control: FieldControl;
  options: readonly Choice[];
  /** The key of the chosen one; empty where none is. */
  chosen: string;
  onChoose: (key: string) => void;
};

/** One of a few, or none. The browser's own list, which phones show as they are used to. */
export function ChoiceControl({ control, options, chosen, onChoose }: ChoiceControlProps) {
  return (
    <span className="relative block max-w-60">
      <select
        {...control}
        value={chosen}
        onChange={(event) => onChoose(event.target.value)}
        className={`${controlStyle} h-9 appearance-none bg-surface! pr-8 pointer-coarse:h-11`}
      >
        <option value="">Not given</option>
        {options.map(({ key, label }) => (
          <option key={key} value={key}>
            {showUnseen(label)}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
