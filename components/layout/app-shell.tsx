import type { ReactNode } from "react";
import { WindowMessagesListener } from "@/components/connect/window-messages-listener";
import { JobEndings, RunningJobs } from "@/components/jobs/running-jobs";
import { Palette } from "@/components/palette/palette";
import type { Member } from "./account-panel";
import { HeadingFocus } from "./heading-focus";
import { MemberProvider } from "./member";
import { OfflineBanner } from "./offline-banner";
import { SessionEnd } from "./session-end";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

type AppShellProps = {
  member: Member;
  /** Whether the console sends mail. */
  mails: boolean;
  /** What an address says that a page of theirs has made. */
  pageToken: string;
  children: ReactNode;
};

/** The frame around every page of the signed-in. */
export function AppShell({ member, mails, pageToken, children }: AppShellProps) {
  return (
    <MemberProvider role={member.role} mails={mails} pageToken={pageToken}>
      <SkipLink />
      <OfflineBanner />
      <div className="lg:flex">
        <header className="contents">
          <Sidebar member={member} />
          <TopBar member={member} />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full min-w-0 max-w-[88rem] px-4 py-6 sm:px-6 lg:px-8 lg:py-8"
        >
          <div className="-mx-2.5 lg:hidden">
            <RunningJobs />
          </div>
          {children}
        </main>
      </div>
      <WindowMessagesListener />
      <HeadingFocus />
      <JobEndings />
      <SessionEnd email={member.email} />
      <Palette role={member.role} />
    </MemberProvider>
  );
}
