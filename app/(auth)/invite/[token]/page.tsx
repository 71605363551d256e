import type { Metadata } from "next";
import { AcceptForm } from "@/components/auth/accept-form";
import { WaysIn } from "@/components/auth/ways-in";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import { HOME_PATH, PATHS } from "@/lib/paths";
import { openInvitation, publicPageContext } from "@/lib/server/http/page";
import { listSignInWays } from "@/lib/server/services/sign-in/read";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const invited = await openInvitation(token);
  if (!invited) return <SpentInvitation />;
  const { email, invitedBy } = invited;
  return (
    <FullPage title="Join Patchbay" description={`${invitedBy} invited you. You will sign in as ${email}.`}>
      <WaysIn ways={await listSignInWays(await publicPageContext())} next={HOME_PATH}>
        <AcceptForm token={token} email={email} />
      </WaysIn>
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
