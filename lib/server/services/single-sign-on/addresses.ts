/** Where the provider sends people back to, and where it tells that one has signed out: both are given to it. */
export const redirectUri = (appUrl: string) => `${appUrl}/api/sign-in/callback`;
export const logoutUri = (appUrl: string) => `${appUrl}/api/sign-in/logout`;
