// A balancer in a process of its own: hands requests to consoles in turns, and none to one that does not answer.
//   fork("balancer.mjs", [origin, origin]); its port is the first line that it prints.
import { Agent, createServer, request } from "node:http";

/** For how long a console that did not answer is asked for nothing, in milliseconds. */
const AWAY = 500;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const backends = process.argv.slice(2).map((origin) => ({ ...target(origin), awayUntil: 0 }));
let turn = 0;

function target(origin) {
  const { hostname, port } = new URL(origin);
  return { hostname, port };
}

/** The next of them that answered when it was last asked. */
function next(tried) {
  const left = backends.filter((backend) => !tried.includes(backend));
  const here = left.filter(({ awayUntil }) => awayUntil < Date.now());
  turn += 1;
  return (here.length > 0 ? here : left)[turn % Math.max(1, here.length || left.length)];
}

function cut(outgoing) {
  if (outgoing.headersSent) outgoing.destroy();
  else outgoing.writeHead(502, { "x-cut": "1" }).end();
}

createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const hand = (tried) => {
    const backend = next(tried);
    if (!backend) return cut(outgoing);
    const { hostname, port } = backend;
    const { method, url: path, headers } = incoming;
    const onward = request({ hostname, port, method, path, headers, agent }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.once("error", () => cut(outgoing));
      answer.pipe(outgoing);
    });
    onward.once("error", ({ code }) => {
      backend.awayUntil = Date.now() + AWAY;
      // Only what reached nobody is handed to another: of the rest nobody knows whether it was done.
      if (code === "ECONNREFUSED") hand([...tried, backend]);
      else cut(outgoing);
    });
    onward.end(body);
  };
  hand([]);
})
  .listen(0, "127.0.0.1")
  .once("listening", function () {
    process.stdout.write(`${this.address().port}\n`);
  });
