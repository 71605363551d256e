import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout } from "node:timers/promises";

const SERVERS = [
  "GitHub",
  "Gmail",
  "Slack",
  "Notion",
  "Linear",
  "Jira",
  "Figma",
  "Asana",
  "Stripe",
  "HubSpot",
];
/** How often each is done, of so many. */
const SHARES = { list: 10, create: 5, reveal: 3, connect: 2 };
const CHOICES = Object.entries(SHARES).flatMap(([name, times]) => Array(times).fill(name));
/** The longest wait between two things, in milliseconds; at the mean it is half of that. */
const THINKS = 4_000;
/** How often the state of an account is read, until it is connected. */
const LOOKS = 20;

/** What there was nothing to do with yet. */
const NOTHING = Symbol("nothing");

/** The console was killed in the middle: no answer, and no wrong one. */
export class Cut extends Error {}

/**
 * Somebody at a browser: one session, one address. Everything they do is held against what they did before; what does
 * not fit is told to `wrong`, and what got no answer to `cut`.
 */
export class Operator {
  /** Each instance that they know to be there, by its id: `{ id, instanceId, serverName, userId, signIn, url, connected }`. */
  known = new Map();
  /** Creates that got no answer, which may have been done: `server user`. */
  unsure = new Set();
  #cookies = new Map();
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor({ origin, number, wrong, cut, took }) {
    Object.assign(this, { origin, number, wrong, cut, took });
    this.address = `10.1.${number >> 8}.${number & 255}`;
    this.users = Array.from({ length: 8 }, () => `bench-${number}-${randomUUID().slice(0, 8)}@example.com`);
  }

  /** Does one thing after the other, with pauses, until that time (as `Date.now()` says it). */
  async work(until) {
    while (Date.now() < until) {
      await setTimeout(Math.random() * THINKS);
      const name = CHOICES[Math.floor(Math.random() * CHOICES.length)];
      const began = performance.now();
      try {
        if ((await this[name]()) !== NOTHING) this.took(name, performance.now() - began);
      } catch (error) {
        if (error instanceof Cut) this.cut(name);
        else this.wrong(`${name}: ${error.message}`);
      }
    }
  }

  async list() {
    const userId = pick(this.users);
    const { instances } = await this.ask("GET", `/api/instances/search?userId=${encodeURIComponent(userId)}`);
    this.holdList(userId, instances);
  }

  /** All that is known of a user is there, and nothing else but what a create without an answer may have made. */
  holdList(userId, instances) {
    const theirs = instances.filter((instance) => instance.userId === userId);
    if (theirs.length !== instances.length) throw new Error(`a list of ${userId} holds somebody else's`);
    const listed = new Set(theirs.map(({ id }) => id));
    for (const { id, serverName } of this.known.values()) {
      const known = this.known.get(id);
      if (known.userId === userId && !listed.has(id))
        throw new Error(`${serverName} of ${userId} is missing`);
    }
    for (const { id, serverName, status } of theirs) {
      if (this.known.get(id)?.connected && status !== "connected")
        throw new Error(`${serverName} of ${userId} was connected and is listed as ${status}`);
      if (!this.known.has(id) && !this.unsure.has(`${serverName} ${userId}`))
        throw new Error(`${serverName} of ${userId} is there, and nobody made it`);
    }
  }

  async create() {
    const asked = { serverName: pick(SERVERS), userId: pick(this.users) };
    const name = `${asked.serverName} ${asked.userId}`;
    const before = [...this.known.values()].find((one) => `${one.serverName} ${one.userId}` === name);
    let answer;
    try {
      answer = await this.ask("POST", "/api/instances", asked);
    } catch (error) {
      if (error instanceof Cut && !before) this.unsure.add(name);
      throw error;
    }
    const { instance } = answer;
    if (instance.serverName !== asked.serverName || instance.userId !== asked.userId)
      throw new Error(`${name} was asked for, and ${instance.serverName} ${instance.userId} made`);
    if (before && before.id !== instance.id) throw new Error(`${name} was made twice`);
    this.unsure.delete(name);
    const { id, instanceId, signIn } = instance;
    if (!before) this.known.set(id, { id, instanceId, signIn, ...asked });
  }

  async reveal() {
    const known = pick([...this.known.values()]);
    if (!known) return NOTHING;
    const { serverUrl } = await this.ask("POST", `/api/instances/${known.id}/reveal`);
    if (!serverUrl.includes(known.instanceId)) throw new Error(`${known.id} revealed the URL of another`);
    if (known.url && known.url !== serverUrl) throw new Error(`the URL of ${known.id} changed`);
    known.url = serverUrl;
  }

  /** Through the window, as a browser goes: begun here, consented at the provider, and back. */
  async connect() {
    const known = pick(
      [...this.known.values()].filter(({ signIn, connected }) => signIn === "oauth" && !connected),
    );
    if (!known) return NOTHING;
    let { location } = await this.visit(`/connect/start?instance=${known.id}`);
    let page = await this.follow(location);
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1];
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1];
    if (!action || !ticket)
      throw new Error(`no consent page for ${known.serverName}: ${page.text.slice(0, 200)}`);
    const form = new URLSearchParams({ ticket, decision: "allow" }).toString();
    ({ location } = await this.visit(action, { method: "POST", form }));
    page = await this.follow(location);
    const back = /https?:[^"' ]*\/connect\/done[^"' ]*/.exec(page.text)?.[0].replaceAll("&amp;", "&");
    if (!back) throw new Error(`no way back for ${known.serverName}: ${page.text.slice(0, 200)}`);
    await this.visit(back);
    for (let look = 0; look < LOOKS; look += 1) {
      const { instance } = await this.ask("GET", `/api/instances/${known.id}/connection`);
      if (instance.status === "connected") {
        known.connected = true;
        return;
      }
      await setTimeout(250);
    }
    throw new Error(`${known.serverName} of ${known.userId} does not count as connected`);
  }

  async follow(location) {
    let answer = { location };
    for (let hop = 0; answer.location && hop < 5; hop += 1) answer = await this.visit(answer.location);
    return answer;
  }

  /** As a window visits an address. @returns `status`, `text`, and the `location` that it leads on to */
  async visit(address, { method = "GET", form } = {}) {
    const headers = { "sec-fetch-site": "same-origin", origin: this.origin };
    if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    const answer = await this.#send(new URL(address, this.origin), method, headers, form);
    if (answer.status >= 400)
      throw new Error(
        `${method} ${new URL(address, this.origin).pathname} answered ${answer.status}: ${answer.text.slice(0, 300)}`,
      );
    return answer;
  }

  /** Asks the console's API. @throws Cut where there is no answer */
  async ask(method, address, json) {
    const headers = { origin: this.origin };
    const body = json === undefined ? undefined : JSON.stringify(json);
    if (body !== undefined) headers["content-type"] = "application/json";
    const { status, text } = await this.#send(new URL(address, this.origin), method, headers, body);
    if (status !== 200) throw new Error(`${method} ${address} answered ${status}: ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }

  #send(url, method, headers, body) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const sent = { ...headers, "x-forwarded-for": this.address, ...(cookie && { cookie }) };
    if (body !== undefined) sent["content-length"] = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      const broken = (error) => reject(new Cut(error.message));
      const outgoing = request(url, { method, headers: sent, agent: this.#agent }, (incoming) => {
        const chunks = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.once("error", broken);
        incoming.once("aborted", () => broken(new Error("aborted")));
        incoming.once("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          if (incoming.headers["x-cut"]) return broken(new Error("cut"));
          for (const line of incoming.headers["set-cookie"] ?? []) this.#keep(line);
          resolve({ status: incoming.statusCode, text, location: incoming.headers.location });
        });
      });
      outgoing.once("error", broken);
      outgoing.end(body);
    });
  }

  #keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function pick(choices) {
  return choices[Math.floor(Math.random() * choices.length)];
}
