import { useQuery } from "@tanstack/react-query";
import { useId, useRef } from "react";
import { isConverting } from "@/components/ui/converting";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { suggestionsQuery } from "@/lib/queries/instances";
import { showId } from "@/lib/words/unseen";

/** Asks whose accounts a link is for. The user counts as chosen when the field is left, or at once when picked or entered. */
export function LinkUser({ onChoose }: { onChoose: (userId: string) => void }) {
  const { data } = useQuery(suggestionsQuery);
  const known = data?.userIds ?? [];
  const listId = useId();
  const chosen = useRef("");

  const choose = (typed: string) => {
    // White space around what is typed is a slip of the hand; an id that is recorded so is meant.
    const userId = known.includes(typed) ? typed : typed.trim();
    if (userId === chosen.current) return;
    chosen.current = userId;
    onChoose(userId);
  };

  return (
    <>
      <Field label="User" description="The user id of the instances to connect.">
        {(ids) => (
          <Input
            {...ids}
            list={listId}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => known.includes(event.target.value) && choose(event.target.value)}
            onBlur={(event) => choose(event.target.value)}
            onKeyDown={(event) => {
              if (
                event.key !== "Enter" ||
                isConverting(event) ||
                [event.currentTarget.value, event.currentTarget.value.trim()].includes(chosen.current)
              )
                return;
              event.preventDefault();
              choose(event.currentTarget.value);
            }}
          />
        )}
      </Field>
      <datalist id={listId}>
        {known.map((userId) => (
          <option key={userId} value={userId} label={showId(userId)} />
        ))}
      </datalist>
    </>
  );
}
