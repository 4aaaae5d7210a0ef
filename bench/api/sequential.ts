/** One request after the other over one connection: reads `{url, calls, count, warm}`, prints the milliseconds of each. */
import http from "node:http";
import { text } from "node:stream/consumers";
import type { Call } from "./lifeos.ts";

export interface Sequence {
  url: string;
  calls: Call[];
  count: number;
  warm: number;
}

const { url, calls, count, warm } = JSON.parse(await text(process.stdin)) as Sequence;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const tookMs: number[] = [];
for (let n = -warm; n < count; n++) {
  const started = performance.now();
  await request(calls[(n + warm) % calls.length]!);
  if (n >= 0) tookMs.push(performance.now() - started);
}
agent.destroy();
process.stdout.write(JSON.stringify(tookMs));

function request({ method, path, headers, body }: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = http.request(`${url}${path}`, { agent, method, headers }, (response) => {
      if (response.statusCode! >= 300) reject(new Error(`${method} ${path} was answered ${response.statusCode}`));
      response.on("data", () => {}).on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
