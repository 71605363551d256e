import type { Metadata } from "next";
import { ChoosePasswordForm } from "@/components/auth/choose-password-form";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import { PATHS } from "@/lib/paths";
import { openPasswordLink } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Choose a password" };

export default async function PasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const whose = await openPasswordLink(token);
  if (!whose) return <SpentLink />;
  return (
    <FullPage
      title="Choose a password"
      description={`For ${whose.email}. Every session of this account ends; the link works once.`}
    >
      <ChoosePasswordForm token={token} email={whose.email} />
    </FullPage>
  );
}

/** Unknown, used and expired links look alike. */
function SpentLink() {
  return (
    <FullPage
      title="This link does not work"
      description="It was used already, has expired, or was copied incompletely. Ask an administrator for another one."
    >
      <ButtonLink href={PATHS.signIn}>Go to sign-in</ButtonLink>
    </FullPage>
  );
}
