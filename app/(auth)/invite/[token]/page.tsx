import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import { PATHS } from "@/lib/paths";
import { openInvitation } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invited = await openInvitation(token);
  if (!invited) return <SpentInvitation />;
  return (
    <FullPage
      title="Join Patchbay"
      description={`${invited.invitedBy} invited you. You will sign in as ${invited.email}.`}
    >
      <AcceptForm token={token} email={invited.email} />
    </FullPage>
  );
}

/** Unknown, used, withdrawn and expired invitations look alike. */
function SpentInvitation() {
  return (
    <FullPage
      title="This invitation does not work"
      description="It was used already, has expired, was withdrawn, or was copied incompletely. Ask whoever sent it for another one."
    >
      <ButtonLink href={PATHS.signIn}>Go to sign-in</ButtonLink>
    </FullPage>
  );
}
