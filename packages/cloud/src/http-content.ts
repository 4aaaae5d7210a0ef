/** Bodies of HTTP answers that come compressed and in any charset. */
import { promisify } from "node:util";

/**
 * The body without its content coding (RFC 9110, section 8.4.1). Rejects with code ERR_BUFFER_TOO_LARGE when it would have more than
 * `maxBytes` then, and with another error when the coding is unknown or broken. Of several codings at once none is undone: servers
 * send one, and each more multiplies what a small body may become.
 */
export async function decoded(bytes: Buffer, coding = "identity", maxBytes: number): Promise<Buffer> {
  const name = coding.trim().toLowerCase();
  if (name === "identity" || name === "" || bytes.length === 0) return bytes;
  const zlib = process.getBuiltinModule("node:zlib");
  const limit = { maxOutputLength: maxBytes };
  switch (name) {
    case "gzip":
    case "x-gzip":
      return promisify<Buffer, object, Buffer>(zlib.gunzip)(bytes, limit);
    case "deflate": {
      // Meant is zlib's format, but some servers send the bare one.
      const isZlib = (bytes[0]! & 0x0f) === 8 && (bytes[0]! * 256 + bytes[1]!) % 31 === 0;
      return promisify<Buffer, object, Buffer>(isZlib ? zlib.inflate : zlib.inflateRaw)(bytes, limit);
    }
    case "br":
      return promisify<Buffer, object, Buffer>(zlib.brotliDecompress)(bytes, limit);
    default:
      throw new Error(`the content coding ${name.slice(0, 40)} is not known`);
  }
}

/** How far into a page its charset is looked for, as HTML has it. */
const HEAD_BYTES = 1024;

/** The text of a body: by its byte order mark, else by the charset of Content-Type, else by what a page says of itself, else UTF-8. */
export function textOf(bytes: Buffer, contentType = ""): string {
  const named = /charset\s*=\s*["']?([\w.:-]+)/i;
  const head = bytes.toString("latin1", 0, HEAD_BYTES);
  const label = markOf(bytes) ?? named.exec(contentType)?.[1] ?? named.exec(head)?.[1] ?? "utf-8";
  return textIn(label, bytes);
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return undefined;
}

/** A charset that nobody knows is taken for UTF-8. */
function textIn(label: string, bytes: Buffer): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
