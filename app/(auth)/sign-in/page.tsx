import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PasskeySignIn } from "@/components/auth/passkey-sign-in";
import { SignInForm } from "@/components/auth/sign-in-form";
import { WaysIn } from "@/components/auth/ways-in";
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
  const ways = await listSignInWays(await publicPageContext());
  const problem = signInProblemWords(asked.problem);
  return (
    <FullPage title="Sign in to Patchbay">
      {problem && (
        <Alert kind="negative" className="mb-6">
          {problem}
        </Alert>
      )}
      <WaysIn ways={ways} next={next}>
        <SignInForm next={next} />
        <div className="mt-4">
          <PasskeySignIn next={next} />
        </div>
      </WaysIn>
    </FullPage>
  );
}
