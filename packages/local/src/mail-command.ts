/** `npm run mail -- file.eml`: delivers a message to a running LifeOS as a mail provider would, signed. */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { sign } from "#core/ingest/signature";

const HELP = `npm run mail -- <file.eml> [--to <address>] [--data <folder>] [--port <number>] [--url <address>]

Delivers the message to the LifeOS on this machine (--port, 8787), or at --url; for --to, an address of GET /v1/ingest/addresses, or
for whom the message itself is. It is signed with EMAIL_WEBHOOK_SECRET, or with the secret in the data folder.
`;

const TIMEOUT_MS = 30_000;

export interface Delivery {
  url: string;
  secret: string;
  message: Uint8Array;
  to?: string;
}

/** Returns whether the message was accepted, and a sentence about it. */
export async function deliver({ url, secret, message, to }: Delivery): Promise<[boolean, string]> {
  // The recipient of the envelope comes before the message and is covered by the signature: LifeOS believes nothing that is
  // unsigned.
  const body =
    to === undefined ? Buffer.from(message) : Buffer.concat([Buffer.from(`X-Original-To: ${to}\r\n`), message]);
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const response = await fetch(new URL("/v1/ingest/webhooks/email", url), {
    method: "POST",
    headers: {
      "content-type": "message/rfc822",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": sign({ id, timestamp, body }, secret),
    },
    body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as { accepted?: boolean; reason?: string; detail?: string };
  if (!response.ok) return [false, `Refused with ${response.status}: ${answer.detail ?? response.statusText}`];
  if (!answer.accepted) return [false, `Not taken: ${answer.reason ?? "no reason was given"}`];
  return [true, "Taken. GET /v1/ingest/emails shows what it is found to be, in a moment, to whom it is for."];
}

function secretOf(folder: string): string {
  if (process.env.EMAIL_WEBHOOK_SECRET) return process.env.EMAIL_WEBHOOK_SECRET;
  const file = path.join(folder, "secrets.json");
  if (!existsSync(file))
    throw new Error(`There is no ${file} to sign with: name the folder of the running LifeOS with --data.`);
  return JSON.parse(readFileSync(file, "utf8")).emailWebhookSecret as string;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: "string" },
      data: { type: "string", default: ".lifeos" },
      port: { type: "string", default: process.env.PORT || "8787" },
      url: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [file, ...more] = positionals;
  const url = values.url ?? `http://localhost:${values.port}`;
  const wrong =
    !file || more.length > 0
      ? "Name one file."
      : !URL.canParse(url)
        ? `There is no address ${url}: --port is a number, and --url begins with http:// or https://.`
        : values.to !== undefined && !/^[^\s@]+@[^\s@]+$/.test(values.to)
          ? "--to is one e-mail address."
          : undefined;
  if (!file || wrong) {
    console.error(`${wrong}\n\n${HELP}`);
    return 2;
  }
  // npm runs its scripts in the project's folder; the path of the file is relative to the folder in which npm was called.
  const location = path.resolve(process.env.INIT_CWD ?? ".", file);
  if (!existsSync(location)) {
    console.error(`There is no file ${location}.`);
    return 1;
  }
  const message = readFileSync(location);
  const secret = secretOf(path.resolve(values.data));
  const [taken, said] = await deliver({ url, secret, message, ...(values.to !== undefined && { to: values.to }) });
  console.log(said);
  return taken ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error & { code?: string; cause?: { code?: string } }) => {
    const unreachable = error.cause?.code === "ECONNREFUSED";
    console.error(unreachable ? "No LifeOS answers there; start it, or name its port with --port." : error.message);
    return error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  });
}
