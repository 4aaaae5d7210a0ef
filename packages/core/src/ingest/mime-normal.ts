/**
 * Rewrites a message the way its sender should have written it, for the parser: heads in UTF-8, one Content-Type per part,
 * boundaries that occur, bodies in base64 and texts in UTF-8. Much real mail violates these, and the parser, which is rightly
 * strict, would lose its contents. This also limits the parser's work: few lines, parts and levels remain.
 */
import { decodeText, labelOf, readableHead } from "./mime-charset.ts";

export const normalLimits = { depth: 50, parts: 500, headBytes: 256 * 1024, partHeadBytes: 16 * 1024 } as const;

export async function normalMessage(raw: Uint8Array): Promise<Buffer> {
  let bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  // Mail from old Macintosh systems ends lines with CR alone.
  if (!bytes.includes(0x0a)) bytes = Buffer.from(bytes.toString("latin1").replaceAll("\r", "\n"), "latin1");
  const count = { parts: 0 };
  const part = partOf(bytes, { isMessage: true, depth: 0, count });
  return Buffer.concat(await written(part, charsetOf(part.contentType)));
}

interface Part {
  /** Its fields without Content-Type and Content-Transfer-Encoding, one byte per character. */
  head: string;
  contentType: string;
  encoding: string;
  /** The parts of a multipart. */
  children?: Part[];
  body: Buffer;
}

interface Place {
  isMessage: boolean;
  depth: number;
  count: { parts: number };
}

function partOf(bytes: Buffer, place: Place): Part {
  place.count.parts++;
  const { fields, body } = splitHead(bytes, place.isMessage);
  return taken(fields, body, place);
}

function taken(fields: string[], body: Buffer, place: Place): Part {
  const nameOf = (field: string) => /^[^:\s]*/.exec(field)![0].toLowerCase();
  const types = fields.filter((field) => nameOf(field) === "content-type").map(fieldValue);
  const encodings = fields.filter((field) => nameOf(field) === "content-transfer-encoding").map(fieldValue);
  const head = fields
    .filter((field) => !["content-type", "content-transfer-encoding"].includes(nameOf(field)))
    .map((field) => `${field}\r\n`)
    .join("");
  const encoding = encodings[0]?.toLowerCase() ?? "";
  const multipart = types.find((type) => /^["'\s]*multipart\//i.test(type));
  if (multipart !== undefined && place.depth < normalLimits.depth) {
    const segments = segmentsOf(body, multipart) ?? segmentsOf(decoded(body, encoding), multipart);
    if (segments) {
      const children = segments.parts
        .slice(0, Math.max(0, normalLimits.parts - place.count.parts))
        .map((segment) => partOf(segment, { ...place, isMessage: false, depth: place.depth + 1 }));
      // The head of the first part was appended to that of the multipart, so its body is before the first boundary.
      const at = fields.findIndex((field) => nameOf(field) === "content-type" && fieldValue(field) === multipart);
      const rest = fields.slice(at + 1);
      if (rest.some((field) => nameOf(field) === "content-type") && segments.preamble.length > 0)
        children.unshift(taken(rest, segments.preamble, { ...place, depth: place.depth + 1 }));
      if (children.length > 0) return { head, contentType: multipart, encoding: "", children, body };
    }
  }
  const plain = types.find((type) => !/^["'\s]*multipart\//i.test(type));
  const looksLikeHtml = /^\s*<(?:!doctype|html|head|body|table|div|p)\b/i.test(body.toString("latin1", 0, 200));
  const guessedType = looksLikeHtml ? "text/html" : "text/plain";
  return { head, contentType: plain ?? (types.length > 0 ? guessedType : "text/plain"), encoding, body };
}

const fieldValue = (field: string) =>
  field
    .slice(field.indexOf(":") + 1)
    .replace(/[\r\n]+/g, " ")
    .trim();

/** Fields of the head of a part; another line before the first blank one may already be the text. */
const partField = /^(?:content-[\w-]+|x-[\w-]+|mime-version|from|to|cc|date|subject|message-id|received)[ \t]*:/i;
const anyField = /^[!-9;-~]+[ \t]*:/;

/**
 * The fields of a head, with folded lines joined, and the rest. A line that is no field ends the head, unless more fields follow.
 */
function splitHead(bytes: Buffer, isMessage: boolean): { fields: string[]; body: Buffer } {
  const isField = isMessage ? anyField : partField;
  const limit = isMessage ? normalLimits.headBytes : normalLimits.partHeadBytes;
  const lines: { text: string; at: number; next: number }[] = [];
  let at = 0;
  let end = bytes.length;
  while (at < bytes.length) {
    const feed = bytes.indexOf(0x0a, at);
    const next = feed < 0 ? bytes.length : feed + 1;
    const text = bytes.toString("latin1", at, Math.min(next, at + limit)).replace(/[\r\n]+$/, "");
    if (text === "") {
      end = next;
      break;
    }
    lines.push({ text, at, next });
    at = next;
    if (at > limit * 4) {
      end = at;
      break;
    }
  }
  let last = lines.length - 1;
  while (last >= 0 && !(isField.test(lines[last]!.text) || (/^[ \t]/.test(lines[last]!.text) && last > 0))) last--;
  const fields: string[] = [];
  let size = 0;
  for (const { text } of lines.slice(0, last + 1)) {
    size += text.length;
    if (size > limit) break;
    if (isField.test(text) || (anyField.test(text) && !/^[ \t]/.test(text))) fields.push(text);
    // A line of an old mailbox format before the head, or a line that was folded without a blank.
    else if (fields.length > 0) fields[fields.length - 1] += `\r\n ${text.trimStart()}`;
  }
  const bodyAt = last === lines.length - 1 ? end : lines[last + 1]!.at;
  return { fields, body: bytes.subarray(bodyAt) };
}

/** The content between the boundaries of a multipart; undefined when none of the possible boundaries occurs. */
function segmentsOf(body: Buffer, contentType: string): { preamble: Buffer; parts: Buffer[] } | undefined {
  const boundary = boundariesOf(contentType, body).find((one) => delimiters(body, one, 1).length > 0);
  if (boundary === undefined) return undefined;
  const found = delimiters(body, boundary, normalLimits.parts);
  const parts = found.flatMap(({ next, isLast }, index) => {
    const segment = withoutLineEnd(body.subarray(next, found[index + 1]?.at));
    return isLast || segment.length === 0 ? [] : [segment];
  });
  return { preamble: withoutLineEnd(body.subarray(0, found[0]!.at)), parts };
}

/** Possible values of a boundary parameter, with and without quotes, and finally the line that looks like the first boundary. */
function boundariesOf(contentType: string, body: Buffer): string[] {
  const value = /boundary\s*=\s*(.*)$/is.exec(contentType)?.[1] ?? "";
  const seen = /(?:^|\n)--([^\r\n]{1,200}?)[ \t]*\r?\ncontent-/i.exec(body.toString("latin1", 0, 64 * 1024))?.[1];
  const readings = [
    /^"((?:[^"\\]|\\.)*)"/.exec(value)?.[1]?.replace(/\\(.)/g, "$1"),
    /^[^\s;]+/.exec(value)?.[0],
    /^["']?([^"';]+)/.exec(value)?.[1]?.trim(),
    seen,
  ];
  return [...new Set(readings.filter((one) => one !== undefined && one !== ""))] as string[];
}

interface Delimiter {
  at: number;
  next: number;
  isLast: boolean;
}

function delimiters(body: Buffer, boundary: string, most: number): Delimiter[] {
  const mark = Buffer.from(`--${boundary}`, "latin1");
  const found: Delimiter[] = [];
  for (let at = body.indexOf(mark); at >= 0 && found.length < most; at = body.indexOf(mark, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const feed = body.indexOf(0x0a, at);
    const next = feed < 0 ? body.length : feed + 1;
    const rest = body.toString("latin1", at + mark.length, Math.min(next, at + mark.length + 200)).trim();
    if (rest === "" || rest === "--") found.push({ at, next, isLast: rest === "--" });
  }
  return found;
}

function withoutLineEnd(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}

function decoded(body: Buffer, encoding: string): Buffer {
  if (/base-?64/.test(encoding)) return looksLikeBase64(body) ? fromBase64(body) : body;
  return /quoted-?printable/.test(encoding) ? fromQuotedPrintable(body) : body;
}

/** Plain text that is declared as base64 has blanks and punctuation in every line. */
function looksLikeBase64(body: Buffer): boolean {
  const sample = body.toString("latin1", 0, 4_000).trim();
  const strange = sample.replace(/[A-Za-z0-9+/=\r\n]/g, "").length;
  return strange < sample.length * 0.15;
}

/** Decodes each piece when several padded ones were concatenated. */
function fromBase64(body: Buffer): Buffer {
  const pieces = body
    .toString("latin1")
    .replace(/[^A-Za-z0-9+/=]/g, "")
    .split(/=+/, 1_000);
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, "base64")));
}

/** RFC 2045 §6.7; an invalid escape stays as it is. */
function fromQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.alloc(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte !== EQUALS) {
      out[length++] = byte;
      continue;
    }
    const escaped = 16 * hexDigit(body[at + 1]) + hexDigit(body[at + 2]);
    let end = at + 1;
    while (body[end] === SPACE || body[end] === TAB) end++;
    if (body[end] === CR) end++;
    if (escaped >= 0) {
      out[length++] = escaped;
      at += 2;
    } else if (end >= body.length || body[end] === LF) {
      // A soft line break.
      at = end;
    } else {
      out[length++] = byte;
    }
  }
  return out.subarray(0, length);
}

const [EQUALS, SPACE, TAB, CR, LF] = [0x3d, 0x20, 0x09, 0x0d, 0x0a];

/** For anything but a digit a number so far below zero that no pair with it is a byte. */
function hexDigit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1_000;
}

const charsetOf = (contentType: string) => /charset\*?\s*=\s*("[^"]*"?|[^\s;]+)/i.exec(contentType)?.[1];

let boundaries = 0;

async function written(part: Part, messageCharset: string | undefined): Promise<Buffer[]> {
  const head = await readableHead(part.head, messageCharset);
  if (!part.children) return [head, ...(await writtenLeaf(part, messageCharset))];
  const boundary = `lifeos-${boundaries++}`;
  const type = /multipart\/[\w.+-]+/i.exec(part.contentType)?.[0] ?? "multipart/mixed";
  const chunks = [head, Buffer.from(`Content-Type: ${type}; boundary="${boundary}"\r\n\r\n`)];
  for (const child of part.children)
    chunks.push(Buffer.from(`--${boundary}\r\n`), ...(await written(child, messageCharset)), Buffer.from("\r\n"));
  return [...chunks, Buffer.from(`--${boundary}--\r\n`)];
}

async function writtenLeaf({ head, contentType, encoding, body }: Part, messageCharset: string | undefined) {
  let bytes = decoded(body, encoding);
  let type = contentType;
  const isText = /^["'\s]*text\/(?:plain|html)\b/i.test(contentType) || !/^[\w.+-]+\/[\w.+-]+/.test(contentType);
  if (isText && !/^content-disposition[ \t]*:[ \t]*attachment/im.test(head)) {
    const isBroken =
      /base-?64/.test(encoding) &&
      /[\0-\x08\x0e-\x1a]/.test(bytes.toString("latin1")) &&
      !/utf-?(?:16|32)/i.test(contentType);
    if (isBroken) bytes = body;
    const charset = charsetOf(contentType) ?? (/text\/html/i.test(contentType) ? metaCharset(bytes) : undefined);
    bytes = Buffer.from(await decodeText(bytes, charset, messageCharset));
    const rest = contentType.replace(/;?\s*charset\*?\s*=\s*("[^"]*"?|[^\s;]*)/gi, "");
    type = `${/^[\w.+-]+\/[\w.+-]+/.test(rest) ? rest : "text/plain"}; charset=utf-8`;
  }
  const readable = await readableHead(`Content-Type: ${type}\r\n`, messageCharset);
  return [readable, Buffer.from(`Content-Transfer-Encoding: base64\r\n\r\n${bytes.toString("base64")}\r\n`)];
}

const metaCharset = (html: Buffer) =>
  labelOf(/<meta[^>]{0,200}charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(html.toString("latin1", 0, 4_096))?.[1]) ||
  undefined;
