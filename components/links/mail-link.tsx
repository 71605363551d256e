import { buttonStyle } from "@/components/ui/button-style";
import { Mail } from "@/components/ui/icons";
import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { mailAddress } from "@/lib/words/link-message";

/** Opens the reader's own mail program with the message ready, to the person where their address is known. */
export function MailLink({ made, label }: { made: CreateLinkAnswer; label?: string }) {
  return (
    <a href={mailAddress(made)} className={buttonStyle("ghost", "small")} aria-label={label}>
      <Mail aria-hidden /> Mail
    </a>
  );
}
