import type { ReactNode } from "react";

/** The least that Next asks of an app: what the create page is compared with. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
