import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasskeySignIn } from "@/components/auth/passkey-sign-in";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SingleSignOnButton } from "@/components/auth/single-sign-on-button";
import { FullPage } from "@/components/layout/full-page";
import { Alert } from "@/components/ui/alert";
import { safeReturnPath, secondFactorPath } from "@/lib/paths";
import { publicPageContext, signInStanding } from "@/lib/server/http/page";
import { listSignInWays } from "@/lib/server/services/sign-in/read";
import { signInProblemWords } from "@/lib/words/sign-in-problem";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = {
  searchParams: Promise<{ next?: string | string[]; problem?: string | string[] }>;
};

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const asked = await searchParams;
  const next = safeReturnPath(asked.next);
  const standing = await signInStanding();
  if (standing !== "out") redirect(standing === "in" ? next : secondFactorPath(next));
  const { allowsPasswords, singleSignOn } = await listSignInWays(await publicPageContext());
  const problem = signInProblemWords(asked.problem);
  return (
    <FullPage title="Sign in to Patchbay">
      {problem && (
        <Alert kind="negative" className="mb-6">
          {problem}
        </Alert>
      )}
      {singleSignOn !== null && <SingleSignOnButton label={singleSignOn} next={next} />}
      {singleSignOn !== null && allowsPasswords && (
        <p className="my-5 text-center text-muted text-xs">or by a password</p>
      )}
      {allowsPasswords && (
        <>
          <SignInForm next={next} />
          <div className="mt-4">
            <PasskeySignIn next={next} />
          </div>
        </>
      )}
      {singleSignOn === null && !allowsPasswords && (
        <Alert kind="caution" title="Nobody can come in">
          Passwords are off, and there is no single sign-on. On the machine, npm run admin -- allow-passwords
          lets members in again.
        </Alert>
      )}
    </FullPage>
  );
}
