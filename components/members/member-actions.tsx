import { useState } from "react";
import {
  Ban,
  CircleCheck,
  Ellipsis,
  type IconComponent,
  KeyRound,
  LogOut,
  ShieldOff,
  Trash2,
  UserCog,
} from "@/components/ui/icons";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-popup";
import type { ListedMember } from "@/lib/contracts/member-list";
import { ROLES } from "@/lib/contracts/terms/role";
import { ROLE_LABELS } from "@/lib/words/labels";
import { MemberQuestion } from "./member-question";
import type { Deed } from "./member-words";

const passwordLinkDialog = lazyCode(() =>
  import("./password-link-dialog").then((module) => module.PasswordLinkDialog),
);

/** What an administrator may do about a member, each after a question. */
export function MemberActions({ member }: { member: ListedMember }) {
  const [deed, setDeed] = useState<Deed>({ kind: "end-sessions" });
  const question = useOverlay(alertDialog);
  const link = useOverlay(passwordLinkDialog);

  const item = (
    label: string,
    icon: IconComponent,
    asked: Deed,
    more: { kind?: "danger" } = {},
  ): MenuItem => ({
    label,
    icon,
    ...more,
    onSelect() {
      setDeed(asked);
      question.show(true);
    },
  });
  const roles = ROLES.filter((role) => role !== member.role).map((role) =>
    item(`Make ${ROLE_LABELS[role].toLowerCase()}`, UserCog, { kind: "role", role }),
  );
  const others: MenuItem[] = [
    "separator",
    member.isDisabled
      ? item("Enable", CircleCheck, { kind: "enable" })
      : item("Disable", Ban, { kind: "disable" }),
    item("Remove", Trash2, { kind: "remove" }, { kind: "danger" }),
  ];
  return (
    <>
      <Menu
        label={`Actions for ${member.name}`}
        size="icon-small"
        items={[
          ...roles,
          "separator",
          { label: "Make a password link", icon: KeyRound, onSelect: () => link.show(true) },
          item("End sessions", LogOut, { kind: "end-sessions" }),
          ...(member.hasSecondFactor || member.passkeys > 0
            ? [item("Remove second factor", ShieldOff, { kind: "reset-second-factor" })]
            : []),
          ...(member.isSelf ? [] : others),
        ]}
      >
        <Ellipsis aria-hidden />
      </Menu>
      <LazyOverlay overlay={question.overlay}>
        {(AlertDialog, props) => (
          <MemberQuestion AlertDialog={AlertDialog} overlay={props} member={member} deed={deed} />
        )}
      </LazyOverlay>
      <LazyOverlay overlay={link.overlay}>
        {(PasswordLinkDialog, props) => <PasswordLinkDialog {...props} member={member} />}
      </LazyOverlay>
    </>
  );
}
