"use client";

import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";
import { MakeDialog } from "@/components/ui/make-dialog";
import { useMakeScimToken } from "@/lib/queries/sign-in";

type ScimTokenDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whether there is one that ends. */
  isReplaced: boolean;
};

/** Makes the token of a directory, and shows it the one time that it can be shown. */
export function ScimTokenDialog({ isReplaced, ...dialog }: ScimTokenDialogProps) {
  const { data: made, isPending, mutate, error } = useMakeScimToken();
  return (
    <MakeDialog
      {...dialog}
      made={made !== undefined}
      title={made ? "The token of the directory" : isReplaced ? "Replace the token?" : "Make a token?"}
      description={
        made
          ? "Put it where the directory asks for a secret or bearer token."
          : `Whoever has it can make, change and remove members, administrators too.${
              isReplaced ? " The one from before opens nothing from then on." : ""
            }`
      }
      makes={{ onClick: () => mutate() }}
      submitLabel={isReplaced ? "Replace token" : "Make token"}
      busyLabel="Making the token"
      busy={isPending}
    >
      {made && (
        <div className="flex flex-col gap-4">
          <CodeBlock label="Token" code={made.token} wrap />
          <Alert kind="caution" title="Copy it now: it will not be shown again" />
        </div>
      )}
      {error && (
        <Alert kind="negative" title="No token was made">
          {error.message}
        </Alert>
      )}
    </MakeDialog>
  );
}
