import { useMember } from "@/components/layout/member";
import {
  Copy,
  Ellipsis,
  type IconComponent,
  Link2,
  Lock,
  LockOpen,
  PanelRightOpen,
  Plug,
  RefreshCw,
  Send,
  Trash2,
} from "@/components/ui/icons";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-popup";
import type { Action } from "@/lib/contracts/action";
import type { Instance } from "@/lib/contracts/instance";
import { isDone } from "@/lib/contracts/terms/status";
import { instancePath } from "@/lib/paths";

/** What is done with one instance from its row. */
export type RowAction =
  | "copy-url"
  | "copy-id"
  | "connect"
  | "send-link"
  | "refresh"
  | "switch-read-only"
  | "delete";

type RowMenuProps = {
  instance: Instance;
  whose: string;
  onAct: (action: RowAction, instance: Instance) => void;
};

/** The actions of a row that its reader may take, in the order in which one comes for them. */
export function RowMenu({ instance, whose, onAct }: RowMenuProps) {
  const { can } = useMember();
  const open: MenuItem = { label: "Open", icon: PanelRightOpen, href: instancePath(instance.id) };
  const groups = actionGroups(instance)
    .map((group) => group.filter(({ needs }) => can(needs)))
    .filter((group) => group.length > 0)
    .map((group) =>
      group.map(
        ({ does, needs: _, ...item }): MenuItem => ({ ...item, onSelect: () => onAct(does, instance) }),
      ),
    );
  return (
    <Menu
      label={`Actions for ${whose}`}
      size="icon-small"
      items={[
        open,
        ...groups.flatMap((group, index) => (index === 0 ? group : ["separator" as const, ...group])),
      ]}
    >
      <Ellipsis aria-hidden />
    </Menu>
  );
}

type Entry = {
  label: string;
  icon: IconComponent;
  does: RowAction;
  /** What whoever chooses it must be allowed to do. */
  needs: Action;
  kind?: "danger";
  disabled?: boolean;
};

function actionGroups(instance: Instance): Entry[][] {
  const { isReadOnly, missing, signIn } = instance;
  const connectable = !missing && !isDone(instance) && signIn !== "none";
  return [
    [
      { label: "Copy server URL", icon: Link2, does: "copy-url", needs: "instance.reveal" },
      { label: "Copy instance id", icon: Copy, does: "copy-id", needs: "instance.reveal" },
    ],
    connectable
      ? [
          { label: "Connect", icon: Plug, does: "connect", needs: "connect.start" },
          { label: "Create connect link", icon: Send, does: "send-link", needs: "link.create" },
        ]
      : [],
    [
      { label: "Refresh state", icon: RefreshCw, does: "refresh", needs: "instance.read" },
      {
        label: isReadOnly ? "Make writable" : "Make read-only",
        icon: isReadOnly ? LockOpen : Lock,
        does: "switch-read-only",
        needs: "instance.update",
        disabled: missing,
      },
    ],
    [{ label: "Delete", icon: Trash2, does: "delete", needs: "instance.delete", kind: "danger" }],
  ];
}
