import { useEffect, useState } from "react";
import { fetchers } from "@/lib/api/fetchers";

const api = fetchers(() => import("@/lib/api/health"));

/** Whether the browser has no network and the console cannot be reached without one. */
export function useOffline(): boolean {
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    const check = async () => {
      const lost = !navigator.onLine && !(await isReachable());
      setOffline(lost && !navigator.onLine);
    };
    void check();
    window.addEventListener("online", check);
    window.addEventListener("offline", check);
    return () => {
      window.removeEventListener("online", check);
      window.removeEventListener("offline", check);
    };
  }, []);
  return offline;
}

/** Where what asks cannot be fetched, neither can the console. */
async function isReachable(): Promise<boolean> {
  const { isReachable } = await api().catch(() => ({ isReachable: () => false }));
  return isReachable();
}
