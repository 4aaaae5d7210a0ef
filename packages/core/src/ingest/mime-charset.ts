/** Decoding of text in mail: what charset labels mean, and how bytes are decoded when the label is missing or wrong. */

/**
 * Decodes bytes by the label of a charset (RFC 2978, in senders' spellings); without a label or with an unknown one, by how they
 * look.
 */
export async function decodeText(bytes: Uint8Array, label: string | undefined, otherwise?: string): Promise<string> {
  const name = labelOf(label);
  // Senders that do not know the charset declare one of these two.
  const isDeclared = name !== "" && name !== "us-ascii" && name !== "ascii";
  if (isDeclared) {
    const text = utf8Or(bytes, name) ?? decoderOf(name)?.decode(bytes) ?? (await decodedByIconv(bytes, name));
    if (text !== undefined) return text;
  }
  return guessed(bytes, otherwise);
}

/** Decodes bytes by how they look: escape sequences of Japanese mail, valid UTF-8, else `otherwise` or Windows-1252. */
export function guessed(bytes: Uint8Array, otherwise?: string): string {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.includes("\x1b$B") || view.includes("\x1b$@")) return new TextDecoder("iso-2022-jp").decode(bytes);
  const name = labelOf(otherwise);
  const utf8 = strictUtf8(bytes);
  if (utf8 !== undefined) return utf8;
  const isOther = name !== "" && !/^utf-?8$|ascii$/.test(name);
  return ((isOther && decoderOf(name)) || new TextDecoder("windows-1252")).decode(bytes);
}

export const labelOf = (label: string | undefined): string =>
  (label ?? "").replace(/["'<>\s]|\*.*$/g, "").toLowerCase();

/** Text that is declared as UTF-8 is not if it has more invalid bytes than a cut at the end explains. */
function utf8Or(bytes: Uint8Array, name: string): string | undefined {
  if (!/^utf-?8$/.test(name)) return undefined;
  const text = new TextDecoder().decode(bytes);
  const wrong = text.split("\ufffd").length - 1;
  const other = text.replace(/[\0-\x7f\ufffd]/g, "").length;
  return wrong > 1 && wrong > other / 10 ? new TextDecoder("windows-1252").decode(bytes) : text;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decoderOf(name: string): InstanceType<typeof TextDecoder> | undefined {
  for (const label of [
    name,
    name.replaceAll("_", "-"),
    name.replace(/^(?:x-|cs)/, ""),
    name.replace(/^cp-?/, "windows-"),
  ])
    try {
      return new TextDecoder(label);
    } catch {
      // The next spelling may be known.
    }
  return undefined;
}

/**
 * Decodes UTF-7, UTF-32 and the code pages of DOS and Macintosh, which TextDecoder does not know. Imported only for the rare mail
 * that needs it.
 */
async function decodedByIconv(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const { default: iconv } = await import("iconv-lite");
  const label = name.replace(/^unicode-1-1-/, "");
  return iconv.encodingExists(label) ? iconv.decode(Buffer.from(bytes), label) : undefined;
}

const encodedWord = /=\?([^?\s]+)\?([QqBb])\?([^?]*)\?=/;
const encodedWords = new RegExp(`${encodedWord.source}(?:\\s+${encodedWord.source}|${encodedWord.source})*`, "g");

/**
 * A head, given with one byte per character, as UTF-8: encoded words (RFC 2047) become UTF-8, and raw bytes are decoded by how
 * they look or by the charset of the message.
 */
export async function readableHead(latin1: string, messageCharset: string | undefined): Promise<Buffer> {
  let head = "";
  let at = 0;
  const raw = (text: string) => guessed(Buffer.from(text, "latin1"), messageCharset);
  for (const match of latin1.matchAll(encodedWords)) {
    const text = await decodeWords(match[0]);
    const breaks = /\r?\n/.test(match[0]);
    const word = `=?utf-8?B?${Buffer.from(text).toString("base64")}?=`;
    head += raw(latin1.slice(at, match.index)) + (breaks ? `\r\n ${word}` : word);
    at = match.index + match[0].length;
  }
  return Buffer.from(head + raw(latin1.slice(at)));
}

/** Consecutive words of one charset are decoded together, because some senders split within a character. */
async function decodeWords(run: string): Promise<string> {
  const words = [...run.matchAll(new RegExp(encodedWord, "g"))].map(([, charset, encoding, text]) => ({
    charset: labelOf(charset),
    bytes: bytesOfWord(encoding!, text!),
  }));
  let decoded = "";
  for (let first = 0; first < words.length; ) {
    const { charset } = words[first]!;
    let next = first + 1;
    while (words[next]?.charset === charset) next++;
    const group = words.slice(first, next).map(({ bytes }) => bytes);
    const together = await decodeText(Buffer.concat(group), charset);
    const apart = together.includes("\ufffd")
      ? await Promise.all(group.map((bytes) => decodeText(bytes, charset)))
      : [];
    decoded += apart.length > 0 && !apart.join("").includes("\ufffd") ? apart.join("") : together;
    first = next;
  }
  return decoded;
}

function bytesOfWord(encoding: string, text: string): Buffer {
  if (encoding.toUpperCase() === "B") return Buffer.from(text.replace(/[^A-Za-z0-9+/]/g, ""), "base64");
  const plain = text
    .replace(/_/g, " ")
    .replace(/=\s*([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, "latin1");
}
