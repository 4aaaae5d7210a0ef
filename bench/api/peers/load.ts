/** autocannon with one person a connection: reads `{url, seconds, people}`, prints what it counted. */
import { text } from "node:stream/consumers";
import type { Call } from "../lifeos.ts";

export interface Load {
  url: string;
  seconds: number;
  /** The call of each connection. */
  calls: Call[];
}

export interface Counted {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  answered: number;
  failed: number;
  bytes: number;
}

interface Client {
  setRequests(requests: Call[]): void;
}
interface Result {
  "2xx": number;
  non2xx: number;
  errors: number;
  timeouts: number;
  duration: number;
  latency: Record<"p50" | "p99", number>;
  throughput: { total: number };
}

// Its types are only there once the bench has installed it.
const name: string = "autocannon";
const { default: autocannon } = (await import(name)) as { default: (options: object) => Promise<Result> };

const { url, seconds, calls } = JSON.parse(await text(process.stdin)) as Load;
let next = 0;
const result = await autocannon({
  url,
  connections: calls.length,
  duration: seconds,
  setupClient: (client: Client) => client.setRequests([calls[next++ % calls.length]!]),
});
const counted: Counted = {
  perSecond: result["2xx"] / result.duration,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  answered: result["2xx"],
  failed: result.non2xx + result.errors + result.timeouts,
  bytes: result.throughput.total,
};
process.stdout.write(JSON.stringify(counted));
