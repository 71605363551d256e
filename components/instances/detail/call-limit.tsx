import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useLimitCalls } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";
import { countWords } from "@/lib/words/count";

type CallLimitProps = { id: string; disabled: boolean };

/** How many calls a minute agents may make of an instance. Not shown where calls go past this console. */
export function CallLimit({ id, disabled }: CallLimitProps) {
  const { data } = useQuery(usageQuery(id));
  const limit = useLimitCalls(id);
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<string>();
  if (!data?.isKept) return null;
  const { callLimit } = data.rules;
  const value = typed ?? callLimit?.toString() ?? "";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = value.trim() === "" ? null : Number(value);
    setError(undefined);
    limit.mutate(wanted, {
      onSuccess: () => {
        setTyped(undefined);
        toast({
          kind: "positive",
          title:
            wanted === null ? "There is no limit any more" : `At most ${countWords(wanted, "call")} a minute`,
        });
      },
      onError: ({ message }) => setError(message),
    });
  };

  return (
    <form noValidate onSubmit={submit} className="-mb-4">
      <Field
        label="Calls a minute"
        description="Beyond that, a call is refused and says when to try again. Empty for as many as come."
        error={error}
      >
        {(ids) => (
          <span className="flex gap-2">
            <Input
              {...ids}
              inputMode="numeric"
              autoComplete="off"
              placeholder="No limit"
              disabled={disabled}
              value={value}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button
              type="submit"
              disabled={disabled || typed === undefined}
              busy={limit.isPending}
              busyLabel="Saving the limit"
            >
              Save
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}
