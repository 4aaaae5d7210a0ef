/** Answers that are no JSON: text as it is, bytes in base64, which is the one form in which a Lambda hands on bytes. */
import { createHash } from "node:crypto";
import { hasAlready } from "#kit/conditions";
import type { Endpoint, FileReply } from "#kit/endpoint";
import { shownName } from "#kit/text";
import type { HttpEvent, HttpResult } from "./lambda.ts";

/** Throws when the handler returned a file of a type that the endpoint does not declare: that is a fault of ours. */
export function fileAnswer({ spec, route }: Endpoint, event: HttpEvent, file: FileReply<string>): HttpResult {
  const { body, contentType, name, inline = false } = file;
  if (!spec.produces?.includes(contentType))
    throw new Error(`${route} does not declare that it produces ${contentType}`);
  const headers: Record<string, string> = {
    etag: file.etag ?? `"${createHash("sha256").update(body).digest("base64url")}"`,
    // What somebody stored is never taken for a page or a script.
    "x-content-type-options": "nosniff",
    ...file.headers,
  };
  if (hasAlready(event.headers["if-none-match"], headers.etag)) return { statusCode: 304, headers };
  headers["content-type"] = contentType;
  headers["content-disposition"] = disposition(inline ? "inline" : "attachment", name);
  if (typeof body === "string") return { statusCode: 200, headers, body };
  return { statusCode: 200, headers, body: Buffer.from(body).toString("base64"), isBase64Encoded: true };
}

/** Content-Disposition (RFC 6266): the name in ASCII for whoever reads no more, and as it is in the coding of RFC 8187. */
function disposition(type: "inline" | "attachment", given: string | undefined): string {
  if (given === undefined) return type;
  const name = shownName(given);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return plain === name ? `${type}; filename="${name}"` : `${type}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
