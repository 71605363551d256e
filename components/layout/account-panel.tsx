import { openPanel } from "@/components/palette/panels";
import { Keyboard, UserRound } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page-link";
import { ThemeToggle } from "@/components/ui/theme-toggle";
import type { Role } from "@/lib/contracts/member";
import { PATHS } from "@/lib/paths";
import { ROLE_LABELS } from "@/lib/words/labels";
import { SignOutButton } from "./sign-out-button";

export type Member = { name: string; email: string; role: Role };

const ROW =
  "flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-sm transition-colors duration-100 hover:bg-hover " +
  "pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-muted";

/** Who is signed in, and what concerns them alone. */
export function AccountPanel({ member, onNavigate }: { member: Member; onNavigate?: () => void }) {
  return (
    <>
      <div className="px-2 pt-1.5 pb-2.5">
        <p className="truncate font-medium text-sm">{member.name}</p>
        <p className="truncate text-muted text-xs">{member.email}</p>
        <p className="mt-0.5 text-muted text-xs">{ROLE_LABELS[member.role]}</p>
      </div>
      <ThemeToggle className="px-1 pb-2" />
      <div className="border-border border-t pt-1">
        <PageLink href={PATHS.account} className={ROW} {...(onNavigate && { onClick: onNavigate })}>
          <UserRound aria-hidden />
          Account
        </PageLink>
        <button
          type="button"
          aria-haspopup="dialog"
          className={ROW}
          onClick={() => {
            onNavigate?.();
            openPanel("shortcuts");
          }}
        >
          <Keyboard aria-hidden />
          Keyboard shortcuts
        </button>
        <SignOutButton className={ROW} />
      </div>
    </>
  );
}
