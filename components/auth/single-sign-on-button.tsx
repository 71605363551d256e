import { buttonStyle } from "@/components/ui/button-style";
import { LogIn } from "@/components/ui/icons";
import { singleSignOnPath } from "@/lib/paths";

type SingleSignOnButtonProps = {
  /** The provider's name. */
  label: string;
  /** A path of this console to go on to. */
  next: string;
  /** In another tab, where the page with what was typed is to stay. */
  inOtherTab?: boolean;
};

/** Leads to the provider. No link of Next's: what answers is no page. */
export function SingleSignOnButton({ label, next, inOtherTab = false }: SingleSignOnButtonProps) {
  return (
    <a
      href={singleSignOnPath(next)}
      className={buttonStyle("secondary", "large", "w-full")}
      {...(inOtherTab && { target: "_blank", rel: "noopener" })}
    >
      <LogIn aria-hidden />
      <span>Continue with {label}</span>
    </a>
  );
}
