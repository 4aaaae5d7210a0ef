/**
 * Properties of vCards of any version: 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), and the spellings that programs really use.
 * `item1.TEL;TYPE=HOME,VOICE;PREF=1:+1 202 555 0143`
 */

/** A property as the lines of the file have it. */
export interface RawProperty {
  /** `item1` of `item1.TEL`, in lower case; empty without one. */
  group: string;
  /** In upper case. */
  name: string;
  /** Values by the name of the parameter in upper case, in their order. What has no name (`TEL;CELL`, as 2.1 writes it) is a TYPE. */
  parameters: Map<string, string[]>;
  /** The value of each physical line of the property: folds and soft breaks are still in it. */
  value: Buffer[];
  /** The line on which it begins, from 1. */
  line: number;
}

/** The property that a line begins, or undefined when it begins none. */
export function propertyOf(bytes: Buffer, line: number): RawProperty | undefined {
  const colon = outsideQuotes(bytes, 0x3a);
  if (colon <= 0) return undefined;
  const [head = "", ...given] = splitOutsideQuotes(bytes.subarray(0, colon).toString("utf8").replaceAll("\0", ""), ";");
  const [, group = "", name] = /^(?:([\w-]{1,100})\.)?([\w-]{1,100})$/.exec(head.trim()) ?? [];
  if (!name) return undefined;
  const parameters = new Map<string, string[]>();
  for (const one of given.slice(0, MAX_PARAMETERS)) {
    const equals = one.indexOf("=");
    const bare = equals < 0;
    const key = bare
      ? ENCODINGS.has(one.trim().toUpperCase())
        ? "ENCODING"
        : "TYPE"
      : one.slice(0, equals).trim().toUpperCase();
    const values = splitOutsideQuotes(bare ? one : one.slice(equals + 1), ",").flatMap(unquoted);
    parameters.set(key, [...(parameters.get(key) ?? []), ...values]);
  }
  return { group: group.toLowerCase(), name: name.toUpperCase(), parameters, value: [bytes.subarray(colon + 1)], line };
}

const ENCODINGS = new Set(["QUOTED-PRINTABLE", "BASE64", "B", "7BIT", "8BIT"]);
const MAX_PARAMETERS = 50;

/** `"work,voice"` is two values to most programs that write it. RFC 6868 writes line breaks, quotes and `^` with `^`. */
const unquoted = (value: string): string[] =>
  value
    .trim()
    .replace(/^"(.*)"$/s, "$1")
    .split(",")
    .map((one) =>
      one.trim().replace(/\^([n'^])/g, (_, sign: string) => (sign === "n" ? "\n" : sign === "'" ? '"' : "^")),
    )
    .filter((one) => one !== "");

/** Where a byte of ASCII is for the first time outside of quotes, else for the first time at all: quotes are not always closed. */
function outsideQuotes(bytes: Buffer, wanted: number): number {
  let quoted = false;
  const end = Math.min(bytes.length, MAX_HEAD_BYTES);
  for (let at = 0; at < end; at++) {
    if (bytes[at] === 0x22) quoted = !quoted;
    else if (bytes[at] === wanted && !quoted) return at;
  }
  return bytes.subarray(0, end).indexOf(wanted);
}

const MAX_HEAD_BYTES = 10_000;

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [""];
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    if (sign === separator && !quoted) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

export const isQuotedPrintable = ({ parameters }: RawProperty): boolean =>
  (parameters.get("ENCODING") ?? []).some((one) => /^quoted-printable$/i.test(one));

const isBase64 = ({ parameters }: RawProperty): boolean =>
  (parameters.get("ENCODING") ?? []).some((one) => /^(b|base64)$/i.test(one));

/** The value as text, decoded but not yet unescaped: lists and parts of it are divided by signs that are not escaped. */
export function textOf(property: RawProperty, version: string): string {
  const bytes = decoded(property, version);
  const [charset = "utf-8"] = property.parameters.get("CHARSET") ?? [];
  return inCharset(bytes, charset).replace(/\r\n?/g, "\n").replaceAll("\0", "");
}

function decoded(property: RawProperty, version: string): Buffer {
  if (isQuotedPrintable(property)) return fromQuotedPrintable(property.value);
  // A line that goes on begins with a white space, which belongs to the fold; in 2.1 to the text, where it was before.
  const lines = property.value.map((line, at) => (at > 0 && version !== "2.1" ? line.subarray(1) : line));
  const whole = Buffer.concat(lines);
  return isBase64(property) ? Buffer.from(whole.toString("latin1"), "base64") : whole;
}

/** RFC 2045, section 6.7: `=C3` is a byte, and `=` at the end of a line joins it to the next one. */
function fromQuotedPrintable(lines: readonly Buffer[]): Buffer {
  const text = lines.map((line) => withoutEnd(line).toString("latin1").replace(/=$/, "")).join("");
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

/** Without the spaces and tabs at its end, which transport may have added. A regular expression would try them from each of them on. */
function withoutEnd(line: Buffer): Buffer {
  let length = line.length;
  while (line[length - 1] === 0x20 || line[length - 1] === 0x09) length--;
  return line.subarray(0, length);
}

/** Text in the named code page. What is not in it is read as UTF-8, or else as Windows-1252, in which every byte is something. */
export function inCharset(bytes: Uint8Array, charset: string): string {
  for (const one of [charset, "utf-8"]) {
    try {
      return new TextDecoder(one, { fatal: true }).decode(bytes);
    } catch {
      // The name is unknown, or the bytes are none of its characters.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** The parts of a value at signs that are not escaped, such as the family name and the given name of `N`. */
export function partsOf(text: string, separator: ";" | ","): string[] {
  const parts: string[] = [];
  let begin = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === separator) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
    }
  }
  return [...parts, text.slice(begin)];
}

/**
 * `\n` is a line break and `\,` a comma; some programs escape further signs. Version 2.1 escapes separators only, so that a path such as
 * `C:\new` is what it says.
 */
export const unescaped = (text: string, version: string): string =>
  version === "2.1"
    ? text.replace(/\\([;,:\\])/g, "$1")
    : text.replace(/\\(.)/gs, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign));
