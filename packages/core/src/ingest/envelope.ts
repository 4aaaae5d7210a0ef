/** Who a message is from and for, read from its head alone: whatever is in the body is for the workflow to take apart. */
import { createHash } from "node:crypto";
import { inboundDomain } from "#core/ingest/inbound-domain";
import { parseEmail } from "#core/ingest/mime";
import { cut } from "#kit/text";

export interface Envelope {
  messageId: string;
  sender: string;
  subject: string | null;
  /** The fields that say where a message came from and who it is for, each shortened. */
  headers: Record<string, string>;
  /** Local parts of addresses of ours that the head names, lower case, without what follows a plus sign. */
  localParts: string[];
}

/** How much of a message is looked at for its head. */
export const HEAD_BYTES = 256 * 1024;
const MAX_RECIPIENTS = 50;

const KEPT_HEADERS = [
  ...["date", "from", "sender", "reply-to", "to", "cc", "subject", "message-id", "in-reply-to", "references"],
  ...["return-path", "delivered-to", "x-original-to", "list-id", "content-type", "authentication-results"],
];

/** Reads the head of a message, of which `raw` may be only the beginning. Throws NotAnEmailError for what has none. */
export async function readEnvelope(raw: Uint8Array): Promise<Envelope> {
  const message = await parseEmail(Buffer.concat([headOf(raw), Buffer.from("\r\n\r\n")]));
  const { headers } = message;
  // Without a Message-ID the bytes say which message it is, and not those of the head alone.
  const messageId = message.messageId.startsWith("sha256:")
    ? `sha256:${createHash("sha256").update(raw).digest("hex")}`
    : message.messageId;
  const { name = "", address = "" } = message.from ?? {};
  return {
    messageId,
    sender: cut(name && address ? `${name} <${address}>` : address || name || "unknown", 500),
    subject: cut(message.subject, 2_000) || null,
    headers: Object.fromEntries(
      KEPT_HEADERS.filter((field) => headers[field]).map((field) => [field, cut(headers[field]!, 1_000)]),
    ),
    localParts: recipientsIn(headers),
  };
}

/** Local parts of our addresses in an envelope's list, as senders of webhooks and metadata give it. */
export function localPartsIn(list: string): string[] {
  const domain = inboundDomain().replace(/[.\\+*?[\](){}^$|]/g, "\\$&");
  // Not behind a sign that may be part of a longer local part, not before one that makes a longer domain.
  const address = new RegExp(`(?<![\\w.+-])([a-z0-9_.-]{1,64})(?:\\+[\\w.+-]{0,64})?@${domain}(?![\\w-]|\\.\\w)`, "gi");
  const found = [...list.slice(0, 10_000).matchAll(address)].map((match) => match[1]!.toLowerCase());
  return [...new Set(found)].slice(0, MAX_RECIPIENTS);
}

/** What the servers on the way added comes before what the sender wrote, which names no one who got a blind copy. */
function recipientsIn(headers: Record<string, string>): string[] {
  const forClause = /\bfor\s+<?([^\s<>;]+)/i.exec(headers.received ?? "")?.[1] ?? "";
  const added = ["delivered-to", "x-original-to", "envelope-to"].map((name) => headers[name] ?? "");
  const delivered = localPartsIn([...added, forClause].join(", "));
  return delivered.length > 0 ? delivered : localPartsIn([headers.to ?? "", headers.cc ?? ""].join(", "));
}

function headOf(raw: Uint8Array): Buffer {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEAD_BYTES));
  // Blank lines before the first field are not yet the end of the head.
  const first = start.findIndex((byte) => byte !== 13 && byte !== 10);
  if (first < 0) return Buffer.alloc(0);
  const head = start.subarray(first);
  const ends = [head.indexOf("\r\n\r\n"), head.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length > 0 ? head.subarray(0, Math.min(...ends)) : head;
}
