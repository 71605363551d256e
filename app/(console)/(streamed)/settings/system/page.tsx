import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { SystemChecks } from "@/components/system/system-checks";
import { Alert } from "@/components/ui/alert";
import { mayDo } from "@/lib/contracts/action";
import { installation, requirePage } from "@/lib/server/http/page";
import { readSystem } from "@/lib/server/services/system/read";

export const metadata: Metadata = { title: "System" };

export default async function SystemPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "system.check");
  return (
    <>
      <PageHeader
        title="System"
        description="How this installation stands, looked at as the page opened. On the machine, npm run doctor says the same."
      />
      {may ? (
        <SystemChecks checks={await readSystem(context, await installation())} />
      ) : (
        <Alert kind="info">An administrator sees how this installation stands.</Alert>
      )}
    </>
  );
}
