import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FullPage } from "@/components/layout/full-page";
import { SignOutButton } from "@/components/layout/sign-out-button";
import { FirstSecondFactor } from "@/components/second-factor/first-second-factor";
import { VerifyForm } from "@/components/second-factor/verify-form";
import { buttonStyle } from "@/components/ui/button-style";
import { safeReturnPath, signInPath } from "@/lib/paths";
import { signInStanding } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Second factor" };

type SecondFactorPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** The second half of signing in, for whoever gave a password. */
export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const next = safeReturnPath((await searchParams).next);
  const standing = await signInStanding();
  if (standing === "out") redirect(signInPath(next));
  if (standing === "in") redirect(next);
  const isSetUp = standing === "code";
  return (
    <FullPage
      title={isSetUp ? "Enter your code" : "Set up a second factor"}
      description={
        isSetUp
          ? undefined
          : "This console asks for one from everybody who signs in by a password. You need an authenticator app on your phone."
      }
    >
      {isSetUp ? <VerifyForm next={next} /> : <FirstSecondFactor next={next} />}
      <SignOutButton className={buttonStyle("ghost", "medium", "mt-4")} />
    </FullPage>
  );
}
