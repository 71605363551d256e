import { CircleAlert, CircleCheck } from "@/components/ui/icons";
import type { CreateLinkAnswer } from "@/lib/contracts/link";

/** What became of the mail with a link; nothing where none was asked for. */
export function MailedLine({ mailed }: Pick<CreateLinkAnswer, "mailed">) {
  if (!mailed) return null;
  const { to, sent, reason } = mailed;
  const Icon = sent ? CircleCheck : CircleAlert;
  return (
    <p className={`flex items-start gap-1 text-xs ${sent ? "text-positive" : "text-caution"}`}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span className="wrap-anywhere">
        {sent ? `Mailed to ${to}` : `Not mailed${to ? ` to ${to}` : ""}: ${reason}`}
      </span>
    </p>
  );
}
