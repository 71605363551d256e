import type { ReactNode } from "react";
import { WindowMessagesListener } from "@/components/connect/window-messages-listener";
import { Palette } from "@/components/palette/palette";
import type { Member } from "./account-panel";
import { MemberProvider } from "./member";
import { OfflineBanner } from "./offline-banner";
import { Sidebar } from "./sidebar";
import { SkipLink } from "./skip-link";
import { TopBar } from "./top-bar";

/** The frame around every page of the signed-in. */
export function AppShell({ member, children }: { member: Member; children: ReactNode }) {
  return (
    <MemberProvider role={member.role}>
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
          {children}
        </main>
      </div>
      <WindowMessagesListener />
      <Palette role={member.role} />
    </MemberProvider>
  );
}
