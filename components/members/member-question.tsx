import type { ComponentType } from "react";
import { Alert } from "@/components/ui/alert";
import type { AlertDialogProps } from "@/components/ui/alert-dialog";
import type { OverlayProps } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { ListedMember } from "@/lib/contracts/member-list";
import {
  useEndMemberSessions,
  useRemoveMember,
  useResetSecondFactor,
  useUpdateMember,
} from "@/lib/queries/members";
import { type Deed, deedWords } from "./member-words";

type MemberQuestionProps = {
  AlertDialog: ComponentType<AlertDialogProps>;
  overlay: OverlayProps;
  member: ListedMember;
  deed: Deed;
};

/** Asks whether to do it, does it, and says what came of it. */
export function MemberQuestion({ AlertDialog, overlay, member, deed }: MemberQuestionProps) {
  const { title, description, confirm, isDanger, done } = deedWords(member, deed);
  const { act, isPending, error } = useDeed(member, deed);
  const onConfirm = () =>
    act(() => {
      overlay.onOpenChange(false);
      toast({ kind: "positive", title: "Done", description: done });
    });
  return (
    <AlertDialog
      open={overlay.open}
      onOpenChange={overlay.onOpenChange}
      title={title}
      description={description}
      confirmLabel={confirm}
      kind={isDanger ? "danger" : "primary"}
      busy={isPending}
      onConfirm={onConfirm}
    >
      {error && (
        <Alert kind="negative" title="Nothing was changed">
          {error.message}
        </Alert>
      )}
    </AlertDialog>
  );
}

function useDeed({ id }: ListedMember, deed: Deed) {
  const update = useUpdateMember();
  const remove = useRemoveMember();
  const end = useEndMemberSessions();
  const reset = useResetSecondFactor();
  const mutation = {
    role: update,
    disable: update,
    enable: update,
    remove,
    "end-sessions": end,
    "reset-second-factor": reset,
  }[deed.kind];
  const act = (onSuccess: () => void) => {
    switch (deed.kind) {
      case "role":
        return update.mutate({ id, role: deed.role }, { onSuccess });
      case "disable":
      case "enable":
        return update.mutate({ id, isDisabled: deed.kind === "disable" }, { onSuccess });
      case "remove":
        return remove.mutate(id, { onSuccess });
      case "reset-second-factor":
        return reset.mutate(id, { onSuccess });
      case "end-sessions":
        return end.mutate(id, { onSuccess });
    }
  };
  return { act, isPending: mutation.isPending, error: mutation.error };
}
