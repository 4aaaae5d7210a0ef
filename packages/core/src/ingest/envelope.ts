/** The sender and recipients of a message, read from its head alone; the workflow parses the body. */
import { createHash } from "node:crypto";
import { inboundDomain } from "#core/ingest/inbound-domain";
import { parseEmail } from "#core/ingest/mime";
import { cut } from "#kit/text";

export interface Envelope {
  messageId: string;
  sender: string;
  subject: string | null;
  /** The fields about sender, recipients and transport, each shortened. */
  headers: Record<string, string>;
  /** Local parts of our addresses in the head, in lower case, without what follows a plus sign. */
  localParts: string[];
}

/** How many bytes of a message are searched for its head. */
export const HEAD_BYTES = 256 * 1024;
const MAX_RECIPIENTS = 50;

const KEPT_HEADERS = [
  ...["date", "from", "sender", "reply-to", "to", "cc", "subject", "message-id", "in-reply-to", "references"],
  ...["return-path", "delivered-to", "x-original-to", "list-id", "content-type", "authentication-results"],
];

/** Reads the head of a message; `raw` may be only the beginning. Throws NotAnEmailError when there is none. */
export async function readEnvelope(raw: Uint8Array): Promise<Envelope> {
  const message = await parseEmail(Buffer.concat([headOf(raw), Buffer.from("\r\n\r\n")]));
  const { headers } = message;
  // A message without a Message-ID is identified by all of its bytes, not only by the head.
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

/** Local parts of our addresses in a list of recipients, as webhooks and metadata have it. */
export function localPartsIn(list: string): string[] {
  const domain = inboundDomain().replace(/[.\\+*?[\](){}^$|]/g, "\\$&");
  // Not within a longer local part or before a longer domain.
  const address = new RegExp(`(?<![\\w.+-])([a-z0-9_.-]{1,64})(?:\\+[\\w.+-]{0,64})?@${domain}(?![\\w-]|\\.\\w)`, "gi");
  const found = [...list.slice(0, 10_000).matchAll(address)].map((match) => match[1]!.toLowerCase());
  return [...new Set(found)].slice(0, MAX_RECIPIENTS);
}

/** Fields that servers on the way added come before those of the sender, which do not name recipients of blind copies. */
function recipientsIn(headers: Record<string, string>): string[] {
  const forClause = /\bfor\s+<?([^\s<>;]+)/i.exec(headers.received ?? "")?.[1] ?? "";
  const added = ["delivered-to", "x-original-to", "envelope-to"].map((name) => headers[name] ?? "");
  const delivered = localPartsIn([...added, forClause].join(", "));
  return delivered.length > 0 ? delivered : localPartsIn([headers.to ?? "", headers.cc ?? ""].join(", "));
}

function headOf(raw: Uint8Array): Buffer {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, HEAD_BYTES));
  // Blank lines before the first field do not end the head.
  const first = start.findIndex((byte) => byte !== 13 && byte !== 10);
  if (first < 0) return Buffer.alloc(0);
  const head = start.subarray(first);
  const ends = [head.indexOf("\r\n\r\n"), head.indexOf("\n\n")].filter((at) => at >= 0);
  return ends.length > 0 ? head.subarray(0, Math.min(...ends)) : head;
}
