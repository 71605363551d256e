import type { Metadata } from "next";
import { ChoosePasswordForm } from "@/components/auth/choose-password-form";
import { WaysIn } from "@/components/auth/ways-in";
import { FullPage } from "@/components/layout/full-page";
import { ButtonLink } from "@/components/ui/button-link";
import type { SignInWays } from "@/lib/contracts/sign-in";
import { HOME_PATH, PATHS } from "@/lib/paths";
import { openPasswordLink, publicPageContext } from "@/lib/server/http/page";
import { listSignInWays } from "@/lib/server/services/sign-in/read";

export const metadata: Metadata = { title: "Choose a password" };

export default async function PasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const whose = await openPasswordLink(token);
  if (!whose) return <SpentLink />;
  const ways = await listSignInWays(await publicPageContext());
  if (!ways.allowsPasswords) return <PasswordsOff ways={ways} />;
  return (
    <FullPage
      title="Choose a password"
      description={`For ${whose.email}. Every session of this account ends; the link works once.`}
    >
      <ChoosePasswordForm token={token} email={whose.email} />
    </FullPage>
  );
}

/** A password chosen now would open nothing; the link goes on working for when it does. */
function PasswordsOff({ ways }: { ways: SignInWays }) {
  return (
    <FullPage title="No password is needed" description="Nobody signs in by a password here at present.">
      <WaysIn ways={ways} next={HOME_PATH} />
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
