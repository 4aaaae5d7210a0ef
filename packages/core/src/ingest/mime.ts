import { createHash } from "node:crypto";
import type { Address, Attachment, Email } from "postal-mime";
import type { Saying } from "#kit/saying";
import { cut, shownName } from "#kit/text";
import { normalMessage } from "./mime-normal.ts";
import { mailReasons } from "./sayings.ts";

/**
 * Parses raw mail (RFC 5322, MIME by RFC 2045 ff.) into plain values. It is the boundary for what strangers send: every list,
 * text and depth is limited, and strings fit a Postgres text column (no NUL, no lone surrogate).
 */

export interface Mailbox {
  name: string;
  address: string;
}

export interface EmailAttachment {
  fileName: string;
  /** Lower case, without parameters. */
  mimeType: string;
  sizeBytes: number;
  content: Uint8Array;
  /** The SHA-256 of the content in lower-case hex. */
  sha256: string;
  /** By which the HTML of the mail names it (RFC 2392), without brackets. */
  contentId?: string;
}

export interface ParsedEmail {
  /** The Message-ID as sent, angle brackets included; `sha256:<hex of the raw bytes>` when the mail has none. */
  messageId: string;
  from: Mailbox | null;
  to: Mailbox[];
  subject: string;
  /** ISO 8601 UTC; null when missing or unreadable. `mailDate(headers.date)` also has the sender's local day. */
  date: string | null;
  text: string;
  html: string;
  attachments: EmailAttachment[];
  /** The first value of each header field, by its lower-case name. */
  headers: Record<string, string>;
  /** Messages that were attached (message/rfc822), outermost first, without the original of a bounce. */
  forwarded: ParsedEmail[];
}

export const emailLimits = {
  rawBytes: 32 * 1024 * 1024,
  /** For all heads together, after each has been cut to its own limit. */
  headerBytes: 32 * 1024 * 1024,
  headerFields: 200,
  headerChars: 2_000,
  recipients: 100,
  subjectChars: 1_000,
  textChars: 500_000,
  htmlChars: 2_000_000,
  attachments: 50,
  /** More than `normalMessage` leaves. */
  mimeDepth: 100,
  forwardedDepth: 3,
  forwardedMessages: 10,
} as const;

/** The body has no header field of RFC 5322, so it is no mail. The error's message is for a person. */
export class NotAnEmailError extends Error {
  override readonly name = "NotAnEmailError";
  readonly why: Saying;

  constructor(why: Saying) {
    super(why.text);
    this.why = why;
  }
}

/**
 * Parses one message. Malformed mail is parsed as far as possible; only what is no mail at all throws (NotAnEmailError). Bytes
 * beyond `emailLimits.rawBytes` are ignored.
 */
export async function parseEmail(raw: Uint8Array): Promise<ParsedEmail> {
  return parseMessage(raw, { depth: 0, messages: 0 });
}

interface Nesting {
  depth: number;
  /** The number of messages read so far, shared over the whole tree. */
  messages: number;
}

async function parseMessage(raw: Uint8Array, nesting: Nesting): Promise<ParsedEmail> {
  const bytes = withoutLeadingBlankLines(raw.subarray(0, emailLimits.rawBytes));
  if (bytes.length === 0) throw new NotAnEmailError(mailReasons("mail_empty"));
  const message = await readMessage(bytes);
  const headers = headersOf(message);
  if (!Object.keys(headers).some((name) => rfc5322Fields.has(name)))
    throw new NotAnEmailError(mailReasons("mail_no_head"));
  const attachments = message.attachments.slice(0, emailLimits.attachments).map(attachmentOf);
  return {
    messageId: messageIdOf(message, raw),
    from: mailboxesOf([message.from ?? message.sender])[0] ?? null,
    to: mailboxesOf(message.to ?? []),
    subject: oneLine(message.subject ?? "", emailLimits.subjectChars),
    date: mailDate(headers.date ?? "")?.instant ?? null,
    text: storable(message.text ?? "", emailLimits.textChars).replace(/\r\n?/g, "\n"),
    html: storable(message.html ?? "", emailLimits.htmlChars),
    attachments,
    headers,
    forwarded: await forwardedMessages(attachments, nesting),
  };
}

/** Header fields of RFC 5322 §3.6. Content-Type is not enough, because any HTTP request has it. */
const rfc5322Fields = new Set([
  ...["date", "from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "in-reply-to", "references", "subject"],
  ...["comments", "keywords", "return-path", "received"],
  ...["resent-date", "resent-from", "resent-sender", "resent-to", "resent-cc", "resent-bcc", "resent-message-id"],
]);

/** Imported with the first message: an endpoint that refuses a message does not need it. */
const parser = async () => (await import("postal-mime")).default;

async function readMessage(bytes: Uint8Array): Promise<Email> {
  return (await parser()).parse(await normalMessage(bytes), {
    maxNestingDepth: emailLimits.mimeDepth,
    maxHeadersSize: emailLimits.headerBytes,
    // Inner messages are parsed by this module, with a common limit, instead of being merged into the outer text.
    forceRfc822Attachments: true,
  });
}

function headersOf(message: Email): Record<string, string> {
  const first = new Map<string, string>();
  for (const { key, value } of message.headers) {
    if (first.size === emailLimits.headerFields) break;
    // A field name is printable ASCII without a colon (RFC 5322 §2.2).
    if (!/^[!-9;-~]{1,100}$/.test(key) || first.has(key)) continue;
    first.set(key, oneLine(value, emailLimits.headerChars));
  }
  return Object.fromEntries(first);
}

function messageIdOf(message: Email, raw: Uint8Array): string {
  const id = oneLine(message.messageId ?? "", 1_000);
  // RFC 5322 allows 998 characters in a line; a longer id would not fit into an index.
  return id === "" || id.length > 900 ? `sha256:${sha256(raw)}` : id;
}

function mailboxesOf(addresses: (Address | undefined)[]): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  for (const address of addresses) {
    if (mailboxes.length >= emailLimits.recipients) break;
    for (const member of address?.group ?? (address ? [address] : [])) {
      if (mailboxes.length >= emailLimits.recipients) break;
      const mailbox = { name: oneLine(member.name ?? "", 300), address: oneLine(member.address ?? "", 320) };
      if (mailbox.name !== "" || mailbox.address !== "") mailboxes.push(mailbox);
    }
  }
  return mailboxes;
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const zoneHours: Record<string, number> = { EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 };
const datePatterns = [
  // RFC 5322 §3.3 with common mistakes: dashes, full names, no seconds, no zone.
  /^(?:[a-z]{2,9}\.?,?\s+)?(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3})[a-z]*[\s-]+(?<year>\d{2,4}),?\s+(?<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?<zone>[+-]\d{4}|[a-z]{1,5})?/i,
  // asctime, as in “Mon May  2 16:07:05 2005”.
  /^[a-z]{3},?\s+(?<month>[a-z]{3})[a-z]*\s+(?<day>\d{1,2})\s+(?<time>\d{1,2}:\d{2}(?::\d{2})?)\s+(?<year>\d{4})(?<zone>)/i,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[T ](?<time>\d{2}:\d{2}(?::\d{2})?)[.\d]*\s*(?<zone>[+-]\d{2}:?\d{2}|Z)?/i,
];

/**
 * Parses a Date field. Returns the instant (ISO 8601 UTC) and the day in the sender's time zone; null when the date does not
 * exist. A time without a zone counts as UTC, so that the result is the same on every machine.
 */
export function mailDate(field: string): { instant: string; localDay: string } | null {
  const plain = field
    .slice(0, 200)
    .replace(/\([^()]*\)/g, " ")
    .replace(/\s*:\s*/g, ":")
    .trim();
  const parts = datePatterns.map((pattern) => pattern.exec(plain)?.groups).find((groups) => groups !== undefined);
  if (!parts) return null;
  const { day, month, year, time, zone } = parts as Record<
    "day" | "month" | "year" | "time" | "zone",
    string | undefined
  >;
  const monthIndex = /^\d/.test(month!) ? Number(month) - 1 : monthNames.indexOf(month!.toLowerCase());
  const [hours = 0, minutes = 0, seconds = 0] = time!.split(":").map(Number);
  const local = Date.UTC(fullYear(Number(year)), monthIndex, Number(day), hours, minutes, seconds);
  const isReal = monthIndex >= 0 && monthIndex < 12 && new Date(local).getUTCDate() === Number(day) && hours < 24;
  const inRange = fullYear(Number(year)) >= 1970 && fullYear(Number(year)) <= 2200;
  if (!isReal || !inRange || minutes > 59 || seconds > 60) return null;
  const instant = new Date(local - offsetMinutes(zone ?? "") * 60_000).toISOString();
  return { instant, localDay: new Date(local).toISOString().slice(0, 10) };
}

/** Two digits mean 1950–2049, three count from 1900 (RFC 5322 §4.3). */
function fullYear(year: number): number {
  if (year < 50) return year + 2000;
  return year < 1000 ? year + 1900 : year;
}

function offsetMinutes(zone: string): number {
  const numeric = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (numeric) return (numeric[1] === "-" ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3]));
  return (zoneHours[zone.toUpperCase()] ?? 0) * 60;
}

function attachmentOf(attachment: Attachment, index: number): EmailAttachment {
  const content = bytesOf(attachment.content);
  const mimeType = /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,100}$/.test(attachment.mimeType)
    ? attachment.mimeType
    : "application/octet-stream";
  return {
    fileName: fileNameOf(attachment.filename, index, mimeType),
    mimeType,
    sizeBytes: content.length,
    content,
    sha256: sha256(content),
    ...(attachment.contentId && { contentId: oneLine(attachment.contentId, 500).replace(/^<|>$/g, "") }),
  };
}

/** A file name without a path, because somebody may save the file under it. */
function fileNameOf(name: string | null, index: number, mimeType: string): string {
  const base = oneLine(shownName(name ?? ""), 1_000)
    .split(/[/\\]/)
    .at(-1)!
    .replace(/^\.+/, "")
    .slice(-200)
    .replace(/^[\udc00-\udfff]/, "")
    .trim();
  if (base !== "") return base;
  const extension = mimeType === "message/rfc822" ? "eml" : (/\/([a-z0-9]{2,5})$/.exec(mimeType)?.[1] ?? "bin");
  return `attachment-${index + 1}.${extension}`;
}

function bytesOf(content: Attachment["content"]): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

async function forwardedMessages(attachments: EmailAttachment[], nesting: Nesting): Promise<ParsedEmail[]> {
  // A bounce contains the failed mail as evidence; nobody forwarded it to be read.
  const isReport = attachments.some(({ mimeType }) => /^message\/(delivery-status|feedback-report)$/.test(mimeType));
  if (isReport || nesting.depth >= emailLimits.forwardedDepth) return [];
  const messages: ParsedEmail[] = [];
  nesting.depth++;
  for (const { mimeType, fileName, content } of attachments) {
    if (mimeType !== "message/rfc822" && !/\.eml$/i.test(fileName)) continue;
    if (nesting.messages >= emailLimits.forwardedMessages) break;
    nesting.messages++;
    try {
      messages.push(await parseMessage(content, nesting));
    } catch (error) {
      if (!(error instanceof NotAnEmailError)) throw error;
    }
  }
  nesting.depth--;
  return messages;
}

function withoutLeadingBlankLines(bytes: Uint8Array): Uint8Array {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[start] === 0x0a || bytes[start] === 0x0d) start++;
  return bytes.subarray(start);
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function oneLine(value: string, maxChars: number): string {
  return cut(storable(value, maxChars * 2).replace(/[\u0001-\u001f\u007f\s]+/g, " "), maxChars).trim();
}

function storable(value: string, maxChars: number): string {
  return cut(value, maxChars).replaceAll("\0", "").toWellFormed();
}
