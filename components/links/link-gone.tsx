import { FullPage } from "@/components/layout/full-page";

/** Expired, revoked, used-up and unknown links look alike: whoever guesses learns nothing. */
export function LinkGone() {
  return (
    <FullPage
      title="This link does not work"
      description="It has expired, was taken back or used already, or was copied incompletely. Ask whoever sent it to you for a new one."
    />
  );
}
