/** `npm run mail -- file.eml`: delivers a message to a running LifeOS as a mail provider would, signed. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { sign } from "#core/ingest/signature";

const HELP = `npm run mail -- <file.eml> [--to <address>] [--data <folder>] [--url <address>]

Delivers the message to the LifeOS at --url (http://localhost:8787), for --to or whom the message itself is for. It is signed
with EMAIL_WEBHOOK_SECRET, or with the secret in the data folder.
`;

const TIMEOUT_MS = 30_000;

export interface Delivery {
  url: string;
  secret: string;
  message: Uint8Array;
  to?: string;
}

/** Answers whether the message was taken, and a sentence about it. */
export async function deliver({ url, secret, message, to }: Delivery): Promise<[boolean, string]> {
  const id = `msg_${randomUUID()}`;
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const response = await fetch(new URL("/v1/ingest/webhooks/email", url), {
    method: "POST",
    headers: {
      "content-type": "message/rfc822",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": sign({ id, timestamp, body: message }, secret),
      ...(to && { "x-envelope-to": to }),
    },
    body: Buffer.from(message),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as { accepted?: boolean; reason?: string; detail?: string };
  if (!response.ok) return [false, `Refused with ${response.status}: ${answer.detail ?? response.statusText}`];
  if (!answer.accepted) return [false, `Not taken: ${answer.reason ?? "no reason was given"}`];
  return [true, "Taken. GET /v1/ingest/emails shows what it is found to be, in a moment, to whom it is for."];
}

function secretOf(folder: string): string {
  if (process.env.EMAIL_WEBHOOK_SECRET) return process.env.EMAIL_WEBHOOK_SECRET;
  return JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8")).emailWebhookSecret as string;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: "string" },
      data: { type: "string", default: ".lifeos" },
      url: { type: "string", default: `http://localhost:${process.env.PORT || 8787}` },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [file, ...more] = positionals;
  if (!file || more.length > 0 || !URL.canParse(values.url)) {
    console.error(`Name one file, and an address with --url if any.\n\n${HELP}`);
    return 2;
  }
  // npm runs its scripts in the project's folder; a file is named from where somebody is.
  const message = readFileSync(path.resolve(process.env.INIT_CWD ?? ".", file));
  const [taken, said] = await deliver({ ...values, message, secret: secretOf(path.resolve(values.data)) });
  console.log(said);
  return taken ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error & { code?: string; cause?: { code?: string } }) => {
    const unreachable = error.cause?.code === "ECONNREFUSED";
    console.error(unreachable ? "No LifeOS answers there; start it, or name its address with --url." : error.message);
    return error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  });
}
