import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { CreateInstanceRequest, CreateInstanceRequestInput } from "@/lib/contracts/instance";
import { alikeUsersQuery } from "@/lib/queries/users";
import { showId } from "@/lib/words/unseen";

/** In milliseconds: who is still typing is not warned. */
const PAUSE = 300;

type LookAlikeProps = { form: UseFormReturn<CreateInstanceRequestInput, unknown, CreateInstanceRequest> };

/** Warns before a second user is made of somebody who is there, and offers the id that they have. It forbids nothing. */
export function LookAlike({ form: { control, setValue } }: LookAlikeProps) {
  const typed = useSettled(useWatch({ control, name: "userId" }).trim());
  const { data } = useQuery({ ...alikeUsersQuery(typed), enabled: typed !== "" });
  const [userId] = data?.userIds ?? [];
  if (userId === undefined) return null;
  return (
    <Alert
      kind="caution"
      title="Somebody with almost the same id is here"
      className="mb-4"
      actions={
        <Button
          size="small"
          onClick={() => setValue("userId", userId, { shouldValidate: true, shouldDirty: true })}
        >
          Use this id
        </Button>
      }
    >
      <p className="wrap-anywhere">
        <span>{`“${showId(userId)}” differs from what you typed only in case, accents or spaces. `}</span>
        <span>To the upstream these are two people.</span>
      </p>
    </Alert>
  );
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
