/** `npm run bench:bombs`: whether the product answers others while it reads mail that was made to keep it busy. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { objects } from "#cloud/objects";
import { deliver } from "#local/mail-command";
import { LEAN } from "#local/node-options";
import { plainEmail } from "#testing/mail";
import { pdfBombs } from "#testing/pdf-bombs";
import { freePorts, startServer } from "./api/process.ts";
import { machine } from "./machine.ts";

const HELP = `Mail that was made to keep its reader busy, delivered to LifeOS on the embedded database

  npm run bench:bombs -- [options]

  --only <text>      those whose name holds it
  --help             this text

  While each is read, /health is asked every 20 ms; its worst answer is to come within 200 ms. For each: what became of the
  mail, after how long, how long /health took, and the most memory that the server and its reader process held (from /proc,
  so on Linux only). Nothing else should run on the machine. It takes about five minutes.
`;

const HEALTH = "/v1/platform/health";
const TARGET_MS = 200;
const ASK_EVERY_MS = 20;
const LOOK_EVERY_MS = 10;
const GIVE_UP_MS = 120_000;
const MAX_WEBHOOK_BYTES = 4 * 1024 * 1024;

const cli = path.join(import.meta.dirname, "../packages/local/src/cli.ts");
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Bomb {
  name: string;
  message(to: string): Uint8Array;
}

const date = new Date();
const ofText = (text: string) => (to: string) => Buffer.from(`To: ${to}\r\nMessage-ID: <${randomUUID()}@x>\r\n${text}`);
const ofHtml = (piece: string, bytes: number) => (to: string) =>
  plainEmail({ to, date, text: randomUUID(), html: piece.repeat(Math.ceil(bytes / piece.length)) });
const withFile = (fileName: string, mimeType: string, content: () => Uint8Array) => (to: string) =>
  plainEmail({ to, date, text: randomUUID(), attachments: [{ fileName, mimeType, content: content() }] });

const bombs: Bomb[] = [
  ...pdfBombs.map(({ name, file }) => ({ name: `PDF: ${name}`, message: withFile("a.pdf", "application/pdf", file) })),
  { name: "18 MB attached", message: withFile("a.bin", "application/octet-stream", () => Buffer.alloc(18_000_000, 7)) },
  {
    name: "4 MB of quoted-printable",
    message: ofText(`Content-Transfer-Encoding: quoted-printable\r\n\r\n${"=41=42=43=C3=A9".repeat(260_000)}`),
  },
  { name: "1 MB of list items", message: ofHtml("<ul><li>x", 1_000_000) },
  {
    name: "1 MB of sums in tables",
    message: ofHtml("<table><tr><td>Total</td><td>$5.00</td></tr></table>", 1_000_000),
  },
  { name: "1 MB of tables in tables", message: ofHtml("<table><tr><td>", 1_000_000) },
  {
    name: "1 MB of sums",
    message: ofText(`Subject: Your receipt\r\n\r\n${"Total: $5.00 2026-01-02\r\n".repeat(40_000)}`),
  },
  {
    name: "7 KB of sums",
    message: ofText(`Subject: Your receipt\r\n\r\n${"Total: $5.00 2026-01-02\r\n".repeat(270)}`),
  },
  {
    name: "4 MB of parts",
    message: ofText(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\na\r\n".repeat(400_000)}`),
  },
  { name: "a head of 250 KB", message: ofText(`${"X-A: =?utf-8?Q?=C3=A9?=\r\n".repeat(10_000)}\r\nx`) },
  { name: "a field of 250 KB", message: ofText(`Subject: x${"\r\n x".repeat(60_000)}\r\n\r\nx`) },
  { name: "250 KB of recipients", message: ofText(`Cc: ${"a <a@b.c>, ".repeat(22_000)}\r\n\r\nx`) },
];

interface Row {
  id: string;
  isProcessed: boolean;
  classification: string | null;
  error: string | null;
}

interface Measured {
  row: Row | undefined;
  seconds: number;
  latencies: number[];
  serverMb: number;
  readerMb: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" }, help: { type: "boolean", short: "h" } } });
  if (values.help) return console.log(HELP);
  console.log(machine());
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-bench-"));
  const port = await freePorts();
  const url = `http://127.0.0.1:${port}`;
  const args = ["--port", String(port), "--data", folder, "--no-seed"];
  const server = await startServer({
    file: cli,
    args,
    env: { NODE_ENV: "production" },
    execArgv: [...LEAN],
    url: url + HEALTH,
  });
  try {
    const inbox = await inboxAt(url, folder, port + 1);
    // What is loaded with the first message is no bomb's fault.
    await measure(server.pid, inbox, plainEmail({ to: inbox.address, date, text: "Hello" }));
    console.log(
      "\n| | outcome | seconds | /health worst | median | server MB | reader MB |\n|---|---|---|---|---|---|---|",
    );
    let late = 0;
    for (const { name, message } of bombs) {
      if (values.only !== undefined && !name.includes(values.only)) continue;
      const measured = await measure(server.pid, inbox, message(inbox.address));
      if (Math.max(...measured.latencies) > TARGET_MS) late++;
      console.log(lineOf(name, measured));
    }
    console.log(`\n/health took more than ${TARGET_MS} ms during ${late} of them (none, if the target holds)`);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Inbox {
  url: string;
  address: string;
  /** Delivers a message by the signed webhook, or through the bucket when it is too long for that. */
  deliver(message: Uint8Array): Promise<void>;
  newest(): Promise<Row | undefined>;
}

async function inboxAt(url: string, folder: string, bucketPort: number): Promise<Inbox> {
  const call = async (target: string, body?: object, authorization?: string) => {
    const answer = await fetch(url + target, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json", ...(authorization && { authorization }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${target} answers ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const { access_token: token } = (await call("/_local/issuer/token", { sub: randomUUID() })) as {
    access_token: string;
  };
  const authorization = `Bearer ${token}`;
  const { address } = (await call("/v1/ingest/addresses", {}, authorization)) as { address: string };
  const secrets = JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8")) as Record<string, string>;
  const bucket = objects({
    endpoint: `http://127.0.0.1:${bucketPort}`,
    region: "us-east-1",
    bucket: "lifeos-mail",
    accessKeyId: secrets.accessKeyId!,
    secretAccessKey: secrets.secretAccessKey!,
    now: () => new Date(),
  });
  return {
    url,
    address,
    async deliver(message) {
      if (message.length > MAX_WEBHOOK_BYTES) {
        await bucket.put(`incoming/${randomUUID()}`, message);
        return;
      }
      const [taken, said] = await deliver({ url, secret: secrets.emailWebhookSecret!, message });
      if (!taken) throw new Error(said);
    },
    async newest() {
      const { data } = (await call("/v1/ingest/emails?limit=1", undefined, authorization)) as { data: Row[] };
      return data[0];
    },
  };
}

/** Delivers a message and asks for /health until it is known what became of it. */
async function measure(pid: number, inbox: Inbox, message: Uint8Array): Promise<Measured> {
  const known = (await inbox.newest())?.id;
  const health = askHealth(inbox.url);
  const memory = watchMemory(pid);
  const started = performance.now();
  await inbox.deliver(message);
  let row: Row | undefined;
  while (performance.now() - started < GIVE_UP_MS) {
    const newest = await inbox.newest();
    row = newest?.id === known ? undefined : newest;
    if (row && (row.isProcessed || row.error !== null)) break;
    await pause(100);
  }
  const seconds = (performance.now() - started) / 1000;
  return { row, seconds, latencies: await health.stop(), ...memory.stop() };
}

/** How long each answer took, also of those that were asked while an earlier one was outstanding. */
function askHealth(url: string): { stop(): Promise<number[]> } {
  const asked: Promise<number>[] = [];
  const timer = setInterval(() => {
    const started = performance.now();
    asked.push(
      fetch(url + HEALTH)
        .then(async (answer) => {
          if (!answer.ok) throw new Error(`${HEALTH} answers ${answer.status}.`);
          await answer.arrayBuffer();
        })
        .then(() => performance.now() - started),
    );
  }, ASK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return Promise.all(asked);
    },
  };
}

function watchMemory(pid: number): { stop(): { serverMb: number; readerMb: number } } {
  const peak = { serverMb: 0, readerMb: 0 };
  const timer = setInterval(() => {
    peak.serverMb = Math.max(peak.serverMb, residentMb(pid));
    for (const child of childrenOf(pid)) peak.readerMb = Math.max(peak.readerMb, residentMb(child));
  }, LOOK_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function residentMb(pid: number): number {
  const status = read(`/proc/${pid}/status`);
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}

/** Any thread may have started them. */
function childrenOf(pid: number): number[] {
  const threads = list(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) => read(`/proc/${pid}/task/${thread}/children`).split(" "));
  return children.filter((child) => child.trim() !== "").map(Number);
}

/** Processes end while they are looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function lineOf(name: string, { row, seconds, latencies, serverMb, readerMb }: Measured): string {
  const kept = row ? (row.isProcessed ? `kept, ${row.classification}` : "kept, not read") : "NOT KEPT";
  const outcome = row?.error ? `${kept}: ${row.error}` : kept;
  const sorted = latencies.toSorted((one, other) => one - other);
  const worst = Math.round(sorted.at(-1) ?? 0);
  const median = (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1);
  return `| ${name} | ${outcome} | ${seconds.toFixed(1)} | ${worst} ms | ${median} ms | ${serverMb} | ${readerMb} |`;
}

// The server is ended by the exit handlers.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
