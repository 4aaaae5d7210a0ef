/** One query after the other over one connection of node-postgres: reads an `SqlSequence`, prints the milliseconds of each. */
import { text } from "node:stream/consumers";
import pg from "pg";

export interface SqlCall {
  text: string;
  params: string[];
  /** Prepared under this name. */
  name?: string;
}

export interface SqlSequence {
  url: string;
  /** Run first. */
  session?: string;
  calls: SqlCall[];
  count: number;
  warm: number;
}

const { url, session, calls, count, warm } = JSON.parse(await text(process.stdin)) as SqlSequence;
const client = new pg.Client({ connectionString: url });
await client.connect();
if (session) await client.query(session);
const tookMs: number[] = [];
for (let n = -warm; n < count; n++) {
  const { text, params, name } = calls[(n + warm) % calls.length]!;
  const started = performance.now();
  await client.query({ name, text, values: params, rowMode: "array" });
  if (n >= 0) tookMs.push(performance.now() - started);
}
await client.end();
process.stdout.write(JSON.stringify(tookMs));
