"use client";

import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";
import type { UserSummary } from "@/lib/contracts/user";
import { PATHS } from "@/lib/paths";
import { useOffboardUsers } from "@/lib/queries/users";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";
import { OffboardQuestion } from "./offboard-question";

type OffboardManyDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  users: readonly UserSummary[];
  onStarted: () => void;
};

/** Names everybody whose access is taken away, and starts it once it is typed: the one's id, or how many they are. */
export function OffboardManyDialog({ users, onStarted, ...dialog }: OffboardManyDialogProps) {
  const router = useRouter();
  const { mutate, error, isPending, isSuccess } = useOffboardUsers();
  const [first, ...others] = users;
  const only = others.length === 0 ? first : undefined;
  const instances = users.reduce((sum, { total }) => sum + total, 0);

  const confirm = () =>
    mutate(
      users.map(({ userId }) => userId),
      {
        onSuccess: ({ jobs }) => {
          onStarted();
          toast({
            kind: "positive",
            title: `Offboarding ${countWords(jobs.length, "user")}`,
            description: "Each user's page keeps a receipt.",
            action: { label: "Show jobs", onSelect: () => router.push(PATHS.jobs) },
          });
        },
      },
    );

  return (
    <OffboardQuestion
      {...dialog}
      title={
        <span className="break-all">
          Offboard {only ? showId(only.userId) : countWords(users.length, "user")}
        </span>
      }
      description={`This removes ${countWords(instances, "instance")} with their authorizations. Their server URLs stop working at once, and cannot be brought back.`}
      listLabel="Whose access is removed"
      typeLabel={only ? "Type the user's id to confirm" : "Type how many users to confirm"}
      wanted={only?.userId ?? String(users.length)}
      error={error}
      busy={isPending || isSuccess}
      onConfirm={confirm}
    >
      {users.map(({ userId, total }) => (
        <li key={userId} className="flex justify-between gap-3 px-3 py-1.5">
          <span className="wrap-anywhere min-w-0">{showId(userId)}</span>
          <span className="shrink-0 text-muted">{countWords(total, "instance")}</span>
        </li>
      ))}
    </OffboardQuestion>
  );
}
