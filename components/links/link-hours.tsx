import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { LINK_HOURS } from "@/lib/contracts/link";

const CHOICES = [
  { hours: 1, label: "1 hour" },
  { hours: 24, label: "1 day" },
  { hours: 3 * 24, label: "3 days" },
  { hours: LINK_HOURS.usual, label: "7 days" },
  { hours: LINK_HOURS.most, label: "30 days" },
];

type LinkHoursProps = { value: number; onChange: (hours: number) => void; error: string | undefined };

/** How long a link lives: one of the usual times, or any number of hours. */
export function LinkHours({ value, onChange, error }: LinkHoursProps) {
  const [free, setFree] = useState(false);
  return (
    <div className="grid grid-cols-2 gap-x-4">
      <Field label="Expires after" error={free ? undefined : error}>
        {(ids) => (
          <Select
            {...ids}
            value={free ? "free" : value}
            onChange={(event) => {
              const chosen = event.target.value;
              setFree(chosen === "free");
              if (chosen !== "free") onChange(Number(chosen));
            }}
          >
            {CHOICES.map(({ hours, label }) => (
              <option key={hours} value={hours}>
                {label}
              </option>
            ))}
            <option value="free">Another time</option>
          </Select>
        )}
      </Field>
      {free && (
        <Field label="Hours" error={error}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              inputMode="numeric"
              min={LINK_HOURS.least}
              max={LINK_HOURS.most}
              value={Number.isNaN(value) ? "" : value}
              onChange={(event) => onChange(event.target.valueAsNumber)}
            />
          )}
        </Field>
      )}
    </div>
  );
}
