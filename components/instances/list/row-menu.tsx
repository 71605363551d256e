import { Copy, Ellipsis, PanelRightOpen } from "lucide-react";
import { useMember } from "@/components/layout/member";
import { copyText } from "@/components/ui/clipboard";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { instancePath } from "@/lib/paths";

type RowMenuProps = { instance: Instance; whose: string };

/** What can be done with one instance, from its row. */
export function RowMenu({ instance, whose }: RowMenuProps) {
  const { can } = useMember();
  const copy = () =>
    copyText(instance.instanceId).then(
      () => toast({ kind: "positive", title: "The instance id is copied" }),
      ({ message }: Error) => toast({ kind: "negative", title: "Nothing was copied", description: message }),
    );
  return (
    <Menu
      label={`Actions for ${whose}`}
      size="icon-small"
      items={[
        { label: "Open", icon: PanelRightOpen, href: instancePath(instance.id) },
        ...(can("instance.reveal") ? [{ label: "Copy instance id", icon: Copy, onSelect: copy }] : []),
      ]}
    >
      <Ellipsis aria-hidden />
    </Menu>
  );
}
