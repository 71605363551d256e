/** Next calls this once for each server, before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/server/process/start");
    await start();
  }
}
