import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { FullPage } from "@/components/layout/full-page";
import { safeReturnPath } from "@/lib/paths";
import { isSignedIn } from "@/lib/server/http/page";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const next = safeReturnPath((await searchParams).next);
  if (await isSignedIn()) redirect(next);
  return (
    <FullPage title="Sign in to Patchbay">
      <SignInForm next={next} />
    </FullPage>
  );
}
