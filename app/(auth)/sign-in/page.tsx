import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { FullPage } from "@/components/layout/full-page";
import { safeReturnPath, secondFactorPath } from "@/lib/paths";
import { signInStanding } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safeReturnPath((await searchParams).next);
  const standing = await signInStanding();
  if (standing !== "out") redirect(standing === "in" ? next : secondFactorPath(next));
  return (
    <FullPage title="Sign in to Patchbay">
      <SignInForm next={next} />
    </FullPage>
  );
}
