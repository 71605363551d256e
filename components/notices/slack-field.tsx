import type { UseFormReturn } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { NoticesForm } from "@/lib/contracts/notice";

type SlackFieldProps = { form: UseFormReturn<NoticesForm>; slackHost: string | null };

/** The address of an incoming webhook. What is kept is not shown: whoever has it writes there. */
export function SlackField({ form, slackHost }: SlackFieldProps) {
  const removed = form.watch("slackUrl") === null;
  const kept = slackHost !== null && !removed;
  return (
    <Field
      label="Incoming webhook"
      optional
      description="Of Slack, or of what takes messages of the same form."
      error={form.formState.errors.slackUrl?.message}
    >
      {(ids) => (
        <div className="flex gap-2">
          <Input
            {...ids}
            type="url"
            autoComplete="off"
            spellCheck={false}
            placeholder={kept ? `Kept, at ${slackHost}` : "https://hooks.slack.com/services/…"}
            {...form.register("slackUrl", { setValueAs: readTyped })}
          />
          {kept && (
            <Button onClick={() => form.setValue("slackUrl", null, { shouldDirty: true })}>Remove</Button>
          )}
        </div>
      )}
    </Field>
  );
}

/** Nothing typed leaves it as it is; null, which the button sets, takes it away. */
function readTyped(value: unknown): string | null | undefined {
  return value === null ? null : typeof value === "string" && value.trim() !== "" ? value : undefined;
}
