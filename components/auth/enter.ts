import { signIn } from "@/lib/api/auth";
import { HOME_PATH, PATHS } from "@/lib/paths";

/** Signs in with what was just chosen and goes on; where that fails, the sign-in page is the place to try again. */
export async function enter(credentials: { email: string; password: string }): Promise<void> {
  await signIn(credentials).then(
    () => window.location.assign(HOME_PATH),
    () => window.location.assign(PATHS.signIn),
  );
}
