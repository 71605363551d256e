import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { HeaderPreview } from "@/components/settings/header-preview";
import { OrganisationForm } from "@/components/settings/organisation-form";
import { Alert } from "@/components/ui/alert";
import { logoAddress } from "@/lib/api/organisation";
import { mayDo } from "@/lib/contracts/action";
import { requirePage } from "@/lib/server/http/page";
import { readOrganisation } from "@/lib/server/services/organisation/read";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const context = await requirePage();
  const organisation = await readOrganisation(context);
  return (
    <>
      <PageHeader
        title="Settings"
        description="Whose console this is. People see it when they are asked to connect their accounts."
      />
      {mayDo(context.caller.role, "organisation.update") ? (
        <OrganisationForm organisation={organisation} />
      ) : (
        <div className="flex max-w-2xl flex-col gap-6">
          <Alert kind="info">
            An administrator can change the name and the logo. Your role can see them.
          </Alert>
          <HeaderPreview name={organisation.name} logo={logoAddress(organisation)} />
        </div>
      )}
    </>
  );
}
