import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import type { SignInWays } from "@/lib/contracts/sign-in";
import { SingleSignOnButton } from "./single-sign-on-button";

type WaysInProps = {
  ways: SignInWays;
  /** A path of this console to go on to, checked by the page. */
  next: string;
  /** What is filled in to come in by a password, where that is offered here. */
  children?: ReactNode;
};

/** The ways in that are open: single sign-on where there is a provider, a password where one opens anything. */
export function WaysIn({ ways: { allowsPasswords, singleSignOn }, next, children }: WaysInProps) {
  if (singleSignOn === null && !allowsPasswords) return <NoWayIn />;
  return (
    <>
      {singleSignOn !== null && <SingleSignOnButton label={singleSignOn} next={next} />}
      {singleSignOn !== null && allowsPasswords && (
        <p className="my-5 text-center text-muted text-xs">or by a password</p>
      )}
      {allowsPasswords && children}
    </>
  );
}

function NoWayIn() {
  return (
    <Alert kind="caution" title="Nobody can come in">
      Passwords are off, and there is no single sign-on. On the machine, npm run admin -- allow-passwords lets
      members in again.
    </Alert>
  );
}
