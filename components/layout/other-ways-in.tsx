import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { SingleSignOnButton } from "@/components/auth/single-sign-on-button";
import { PasskeyButton } from "@/components/passkeys/passkey-button";
import { Alert } from "@/components/ui/alert";
import { RequestError } from "@/lib/api/request-error";
import { HOME_PATH } from "@/lib/paths";
import { accountQuery } from "@/lib/queries/account";

type OtherWaysInProps = {
  /** Of the member whose page this is. */
  email: string;
  /** The provider's name; null where there is none. */
  singleSignOn: string | null;
  hasPasskeys: boolean;
  onSignedIn: () => void;
};

/** Ways of signing in again that do not know whose page it is: whoever else comes in gets a page of their own. */
export function OtherWaysIn({ email, singleSignOn, hasPasskeys, onSignedIn }: OtherWaysInProps) {
  const client = useQueryClient();
  const [problem, setProblem] = useState<string>();

  const goOn = async () => {
    setProblem(undefined);
    try {
      const account = await client.fetchQuery({ ...accountQuery, staleTime: 0 });
      if (account.email === email) onSignedIn();
      else window.location.reload();
    } catch (error) {
      const isOut = error instanceof RequestError && error.code === "unauthenticated";
      setProblem(isOut ? "Nobody is signed in yet." : "The console could not be asked. Try again.");
    }
  };

  return (
    <div className="mb-5 space-y-5">
      {singleSignOn !== null && (
        <div>
          <SingleSignOnButton label={singleSignOn} next={HOME_PATH} inOtherTab />
          <p className="mt-2 text-muted text-xs">
            It opens in another tab. Come back when you have signed in there, and{" "}
            <button type="button" className="underline" onClick={goOn}>
              go on here
            </button>
            .
          </p>
        </div>
      )}
      {hasPasskeys && <PasskeyButton onSignedIn={goOn} />}
      {problem && <Alert kind="negative">{problem}</Alert>}
    </div>
  );
}
