/** Calls one after the other, each lane in its turn, over one connection a lane: reads a `Race`, prints each lane's milliseconds. */
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";
import type { Call } from "./lifeos.ts";

export interface SqlCall {
  text: string;
  params: string[];
  /** Prepared under this name. */
  name?: string;
}

export type Lane = { url: string; requests: Call[] } | { url: string; session?: string; queries: SqlCall[] };

export interface Race {
  lanes: Lane[];
  /** Calls of a lane that count, after `warm` that do not. */
  count: number;
  warm: number;
}

interface Runner {
  call(n: number): Promise<void>;
  close(): Promise<void> | void;
}

const { lanes, count, warm } = JSON.parse(await text(process.stdin)) as Race;
const runners = await Promise.all(lanes.map((lane) => ("requests" in lane ? http(lane) : sql(lane))));
const tookMs: number[][] = lanes.map(() => []);
for (let n = -warm; n < count; n++) {
  const order = [...runners.keys()];
  for (const lane of n % 2 ? order.reverse() : order) {
    const started = performance.now();
    await runners[lane]!.call(n + warm);
    if (n >= 0) tookMs[lane]!.push(performance.now() - started);
  }
}
for (const runner of runners) await runner.close();
process.stdout.write(JSON.stringify(tookMs));

async function sql({ url, session, queries }: Extract<Lane, { queries: unknown }>): Promise<Runner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (session) await client.query(session);
  return {
    async call(n) {
      const { text, params, name } = queries[n % queries.length]!;
      await client.query({ name, text, values: params, rowMode: "array" });
    },
    close: () => client.end(),
  };
}

/** Written by hand, because Node's own client would take as long as the server does. Answers must say their length. */
async function http({ url, requests }: Extract<Lane, { requests: unknown }>): Promise<Runner> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay();
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  const sent = requests.map(({ method, path, headers, body = "" }) => {
    const all = { host: hostname, ...headers, "content-length": Buffer.byteLength(body) };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
  });
  return {
    call: (n) =>
      new Promise((resolve, reject) => {
        let answer: Buffer = Buffer.alloc(0);
        const onData = (chunk: Buffer) => {
          answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
          const end = answer.indexOf("\r\n\r\n");
          if (end < 0) return;
          const head = answer.toString("latin1", 0, end);
          const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
          if (answer.length < end + 4 + length) return;
          socket.off("data", onData).off("error", reject);
          if (head.startsWith("HTTP/1.1 2")) resolve();
          else reject(new Error(`an answer was ${head.split("\r\n", 1)[0]}`));
        };
        socket.on("data", onData).once("error", reject);
        socket.write(sent[n % sent.length]!);
      }),
    close: () => void socket.destroy(),
  };
}
