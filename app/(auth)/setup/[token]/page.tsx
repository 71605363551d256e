import type { Metadata } from "next";
import { SetupForm } from "@/components/auth/setup-form";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import { PATHS } from "@/lib/paths";
import { isSetupLinkOpen } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await isSetupLinkOpen(token))) return <SpentLink />;
  return (
    <FullPage title="Set up Patchbay" description="You become the first administrator. This link works once.">
      <SetupForm token={token} />
    </FullPage>
  );
}

/** Unknown, used and expired links look alike. */
function SpentLink() {
  return (
    <FullPage
      title="This setup link does not work"
      description="It was used already, has expired, or was copied incompletely. As long as nobody has an account, starting Patchbay again prints a new one in its terminal."
    >
      <ButtonLink href={PATHS.signIn}>Go to sign-in</ButtonLink>
    </FullPage>
  );
}
