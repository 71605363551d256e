import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { AdoptConsole } from "@/components/users/adopt-console";
import { mayDo } from "@/lib/contracts/action";
import { requirePage } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Adopt existing users" };

export default async function AdoptPage() {
  const { caller, upstreams } = await requirePage();
  const [first, ...others] = upstreams.summaries();
  if (!first) throw new Error("no upstream is configured");

  return (
    <>
      <PageHeader
        title="Adopt existing users"
        description="Servers that were made without this console are not in its record. Choose which to take in; nothing changes for the people or their agents."
      />
      {mayDo(caller.role, "user.adopt") ? (
        <AdoptConsole upstreams={[first, ...others]} />
      ) : (
        <Alert kind="info">Asking an upstream for its users, and adopting them, takes an operator.</Alert>
      )}
    </>
  );
}
