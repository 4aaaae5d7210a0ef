/** Content lines of iCalendar (RFC 5545, section 3.1) as they are written: folded at 75 octets, and escaped. */

const MAX_OCTETS = 75;

/** A line, folded between characters, with its line ends. */
export function folded(line: string): string {
  if (line.length <= MAX_OCTETS && Buffer.byteLength(line) <= MAX_OCTETS) return `${line}\r\n`;
  const parts: string[] = [];
  let part = "";
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      parts.push(part);
      // The space at the beginning of what continues a line counts.
      [part, octets] = ["", 1];
    }
    part += character;
    octets += size;
  }
  return `${[...parts, part].join("\r\n ")}\r\n`;
}

/** A text as the value of a property (section 3.3.11). */
export const textValue = (text: string): string =>
  plain(text.replace(/\r\n?/g, "\n"))
    .replace(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");

/** A text as the value of a parameter, quoted, with the escapes of RFC 6868. */
export const parameterValue = (text: string): string =>
  `"${plain(text).replaceAll("^", "^^").replaceAll("\n", "^n").replaceAll('"', "^'")}"`;

/** An address or a link as a value: nothing in it ends its line. */
export const uriValue = (uri: string): string => uri.replace(/[\p{Cc}\s]/gu, "");

/** Without control characters, which no value may have but for tabs and line ends. */
const plain = (text: string): string => text.replace(/(?![\t\n])\p{Cc}/gu, "");

const two = (value: number) => String(value).padStart(2, "0");

/** `20260501` and `20260501T100000` of the reading of clocks, as the milliseconds that it would be in UTC. */
export function dateValue(wall: number): string {
  const at = new Date(wall);
  return `${String(at.getUTCFullYear()).padStart(4, "0")}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}`;
}
export function dateTimeValue(wall: number): string {
  const at = new Date(wall);
  return `${dateValue(wall)}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}`;
}

/** A duration in minutes or seconds, with its sign (section 3.3.6). */
export function durationValue(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  const size = seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
  return ms < 0 ? `-${size}` : size;
}
