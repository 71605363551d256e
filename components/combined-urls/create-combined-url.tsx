import { Button } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Instance } from "@/lib/contracts/instance";

const dialog = lazyCode(() => import("./combined-url-dialog").then((module) => module.CombinedUrlDialog));

/** The button before the dialog that makes a combined URL. */
export function CreateCombinedUrl({ userId, instances }: { userId: string; instances: readonly Instance[] }) {
  const { trigger, overlay, show } = useOverlay(dialog);
  return (
    <>
      <Button {...trigger} size="small" onClick={() => show(true)}>
        <Plus aria-hidden /> Combine servers
      </Button>
      <LazyOverlay overlay={overlay}>
        {(CombinedUrlDialog, props) => <CombinedUrlDialog {...props} userId={userId} instances={instances} />}
      </LazyOverlay>
    </>
  );
}
