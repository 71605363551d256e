import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasskeySignIn } from "@/components/auth/passkey-sign-in";
import { SignInForm } from "@/components/auth/sign-in-form";
import { WaysIn } from "@/components/auth/ways-in";
import { FullPage } from "@/components/layout/full-page";
import { Alert } from "@/components/ui/alert";
import { safeReturnPath, secondFactorPath } from "@/lib/paths";
import { publicPageContext, signInStanding } from "@/lib/server/http/page";
import { hasMembers } from "@/lib/server/services/setup/open";
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
  const context = await publicPageContext();
  const ways = await listSignInWays(context);
  const isNew = !(await hasMembers(context.db));
  const problem = signInProblemWords(asked.problem);
  return (
    <FullPage title="Sign in to Patchbay">
      {problem && (
        <Alert kind="negative" className="mb-6">
          {problem}
        </Alert>
      )}
      {isNew && (
        <Alert kind="info" title="Nobody has an account yet" className="mb-4">
          Patchbay has printed a link where it was started, in the terminal or its log. Open it to become the
          first administrator.
        </Alert>
      )}
      {(!isNew || ways.singleSignOn !== null) && (
        // No password opens anything yet, and a provider that the environment names may let somebody in.
        <WaysIn ways={{ ...ways, allowsPasswords: ways.allowsPasswords && !isNew }} next={next}>
          <SignInForm next={next} />
          <div className="mt-4">
            <PasskeySignIn next={next} />
          </div>
          <p className="mt-6 text-muted text-xs">
            Forgotten the password? An administrator of this console makes you a link for another one.
          </p>
        </WaysIn>
      )}
    </FullPage>
  );
}
