import { ADMINISTRATOR } from "./app.mjs";
import { send } from "./http.mjs";

/** Signs in at a console. @returns the session's cookie as `{ name, value }` */
export async function signIn(origin) {
  const answer = await send(`${origin}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin },
    json: ADMINISTRATOR,
  });
  const [name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers["set-cookie"]?.[0] ?? "")?.slice(1) ?? [];
  if (answer.status !== 200 || !name) throw new Error(`signing in failed: ${answer.status} ${answer.text}`);
  return { name, value };
}

/** The administrator's session at a console: `ask(method, address, json)` answers what the API does. */
export async function openSession(origin) {
  const { name, value } = await signIn(origin);
  const headers = { origin, cookie: `${name}=${value}` };
  return {
    headers,
    async ask(method, address, json) {
      const { status, text } = await send(`${origin}${address}`, { method, headers, json });
      if (status !== 200) throw new Error(`${method} ${address} answered ${status}: ${text.slice(0, 500)}`);
      return JSON.parse(text);
    },
  };
}
