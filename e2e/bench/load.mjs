import { fork } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { startPostgres } from "../../lib/server/db/start-postgres.mjs";
import { ADMINISTRATOR, freePort, startConsole } from "./app.mjs";
import { Operator } from "./operator.mjs";
import { spread } from "./pairs.mjs";

const APP_SECRET = "a secret that both processes know, for measuring";
const PASSWORD = "a password for measuring";
/** Milliseconds after a process was killed within which what it had in hand is found to be cut. */
const CUT_WITHIN = 5_000;

/**
 * Many operators at once, through two processes on one Postgres behind a balancer. In the middle one process is killed
 * and started again. What is measured is first of all that no answer is wrong, and that what was answered is there.
 */
export async function measureLoad({ quick }) {
  const [operators, seconds] = quick ? [40, 60] : [200, 300];
  const folder = await mkdtemp(path.join(tmpdir(), "patchbay-load-"));
  await chmod(folder, 0o755);
  const postgres = await startPostgres(folder, ["max_connections=200"]);
  const ports = [await freePort(), await freePort()];
  const balancer = await startBalancer(ports.map((port) => `http://127.0.0.1:${port}`));
  const start = (port) =>
    startConsole({
      port,
      APP_URL: balancer.origin,
      DATABASE_URL: postgres.url,
      APP_SECRET,
      EMBEDDED_ENGINE: "on",
      TRUSTED_PROXIES: "1",
      LOG_LEVEL: "warn",
    });
  const consoles = [await start(ports[0]), await start(ports[1])];
  const seen = { wrong: [], cut: [], times: {}, answers: 0 };
  try {
    const team = await signInAll(balancer.origin, operators, seen);
    const alone = await measureAlone(team[0], seen);
    const until = Date.now() + seconds * 1000;
    const work = Promise.all(team.map((operator) => operator.work(until)));
    await setTimeout((seconds * 1000) / 2);
    const killedAt = Date.now();
    await consoles[1].kill();
    await setTimeout(2_000);
    consoles[1] = await start(ports[1]);
    await work;
    for (const { name, at } of seen.cut) {
      if (at < killedAt || at > killedAt + CUT_WITHIN)
        seen.wrong.push(`${name} was cut ${at - killedAt} ms after the kill, which it cannot be of`);
    }
    await holdAll(team, seen);
    for (const what of new Set(seen.wrong)) console.error(`  wrong: ${what}`);
    return lines(operators, seen, alone);
  } finally {
    await Promise.all(consoles.map((each) => each.stop()));
    balancer.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each operator is a member of their own, invited by the administrator, and signs in from their own address. */
async function signInAll(origin, count, seen) {
  const wrong = (what) => seen.wrong.push(what);
  const cut = (name) => seen.cut.push({ name, at: Date.now() });
  const took = (name, milliseconds) => {
    seen.answers += 1;
    seen.times[name] = [...(seen.times[name] ?? []), milliseconds];
  };
  const administrator = new Operator({ origin, number: 0, wrong, cut, took });
  await administrator.ask("POST", "/api/auth/sign-in/email", ADMINISTRATOR);
  const team = [];
  for (let number = 1; number <= count; number += 1) {
    const operator = new Operator({ origin, number, wrong, cut, took });
    const email = `operator-${number}@example.com`;
    const { url } = await administrator.ask("POST", "/api/members/invitations", { email, role: "operator" });
    const token = new URL(url).pathname.split("/").at(-1);
    await operator.ask("POST", `/api/invitations/${token}/accept`, {
      name: `Operator ${number}`,
      password: PASSWORD,
    });
    await operator.ask("POST", "/api/auth/sign-in/email", { email, password: PASSWORD });
    team.push(operator);
  }
  return team;
}

/** What each thing takes while nobody else is there. */
async function measureAlone(operator) {
  const alone = {};
  for (let round = 0; round < 20; round += 1) {
    for (const name of ["create", "list", "reveal", "connect"]) {
      const began = performance.now();
      await operator[name]();
      alone[name] = [...(alone[name] ?? []), performance.now() - began];
    }
  }
  return alone;
}

/** In the end everything that was answered is there, whichever process is asked. */
async function holdAll(team, { wrong }) {
  for (const operator of team) {
    for (const userId of operator.users) {
      for (let process = 0; process < 2; process += 1) {
        const { instances } = await operator.ask(
          "GET",
          `/api/instances/search?userId=${encodeURIComponent(userId)}`,
        );
        try {
          operator.holdList(userId, instances);
        } catch (error) {
          wrong.push(`in the end: ${error.message}`);
        }
      }
    }
  }
}

function lines(operators, { wrong, cut, times, answers }, alone) {
  const made = Object.entries(times).map(([name, all]) => {
    const [ours, theirs] = [atShare(all, 0.95), atShare(alone[name], 0.95)];
    return {
      figure: `${operators} operators, ${name}, p95, by one alone`,
      unit: "ms",
      ...{ ours, theirs, spread: spread(all), added: ours - theirs, ratio: ours / theirs },
    };
  });
  return [
    {
      figure: `Wrong of ${answers} answers (${cut.length} cut)`,
      unit: "",
      ours: wrong.length,
      judged: "ours",
      budget: 0,
    },
    ...made,
  ];
}

function atShare(numbers, share) {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) * share)];
}

async function startBalancer(origins) {
  const child = fork(path.join(import.meta.dirname, "balancer.mjs"), origins, { silent: true });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (text) => resolve(Number(text)));
    child.once("exit", (code) => reject(new Error(`the balancer ended with ${code}`)));
  });
  return { origin: `http://localhost:${port}`, stop: () => child.kill() };
}
