import { Alert } from "@/components/ui/alert";
import { Switch } from "@/components/ui/switch";

type RuleSwitchProps = {
  label: string;
  description: string;
  isOn: boolean;
  busy: boolean;
  error: Error | null;
  onChange: (isOn: boolean) => void;
};

/** A rule that counts at once, and stays as it was where it is refused. */
export function RuleSwitch({ label, description, isOn, busy, error, onChange }: RuleSwitchProps) {
  return (
    <>
      <Switch
        label={label}
        description={description}
        checked={isOn}
        disabled={busy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {error && (
        <Alert kind="negative" title="Nothing was changed" className="mt-4">
          {error.message}
        </Alert>
      )}
    </>
  );
}
