/**
 * What a file is by its bytes, compared with what it was said to be. Names and types that come with an upload are claims; a file that
 * claims to be a picture and is a page or a program is kept away from everybody.
 */
import { fileTypeFromBuffer } from "file-type";
import { ANY_TYPE } from "#core/knowledge/safe-types";
import { fileReasons } from "#core/knowledge/sayings";
import type { Saying } from "#kit/saying";

/** So many bytes from the beginning tell the type. */
export const TELLING_BYTES = 1024 * 1024;

/**
 * The media type that the first bytes of a file show: of its signature, or for a text without one `text/html`, `image/svg+xml` or
 * `text/plain`. Undefined for bytes that show none.
 */
export async function typeOf(beginning: Uint8Array): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(beginning);
  // A parameter such as `codecs=opus` is no part of the type.
  const mime = found?.mime.replace(/;.*/s, "");
  // Pages and pictures made of XML have its signature.
  if (mime !== undefined && mime !== "application/xml") return mime;
  const text = textOf(beginning);
  if (text === undefined) return mime;
  return markupIn(text) ?? mime ?? "text/plain";
}

/**
 * Why a file of this type must not pass for what it was said to be: a sentence, or undefined when it may. A claim that nothing
 * contradicts is taken.
 */
export function whyNot(claimed: string, found: string | undefined): Saying | undefined {
  const said = known(claimed);
  if (said === ANY_TYPE || known(found ?? "") === said) return undefined;
  if (found === undefined) {
    return hasSignature(said) ? fileReasons("not_of_type", { claimed }) : undefined;
  }
  if (mayBe(said, known(found))) return undefined;
  return fileReasons("other_type", { claimed, found });
}

/** Whether bytes of the type `found` may be a file of the type `said`. */
function mayBe(said: string, found: string): boolean {
  // Many formats are texts, and browsers on Windows call a CSV what opens it.
  if (found === "text/plain") return isText(said) || !hasSignature(said) || said === "application/vnd.ms-excel";
  // Pages are texts as well, and who wrote a page into a text file meant a text; it is never shown as a page.
  if (found === "text/html") return ["text/plain", "text/markdown", "application/xhtml+xml"].includes(said);
  if (found === "image/svg+xml") return said === "text/plain" || said === "application/xml";
  if (found === "application/xml") return isText(said) || !hasSignature(said);
  if (isText(found)) return isText(said) && !said.startsWith("image/");
  if (containers.has(found) && said.startsWith("application/") && !hasSignature(said)) return true;
  if (said === "application/zip" || found === "application/zip") return isArchive(said) && isArchive(found);
  return families.some((family) => family.test(said) && family.test(found));
}

/** Formats that are zip archives with some contents; the contents are only told when their list comes early enough. */
const isArchive = (type: string) =>
  isOffice(type) ||
  /^application\/(zip|epub\+zip|java-archive|x-xpinstall|vnd\.(android\.package-archive|google-earth\.kmz|apple\.(pages|numbers|keynote)))$|^model\/3mf$/.test(
    type,
  );

/** In which many programs keep files of their own format. */
const containers = new Set(["application/zip", "application/gzip", "application/x-cfb", "application/x-sqlite3"]);

/** Types whose files begin alike, so that the one may be found where the other was meant. */
const families = [
  /^application\/(x-cfb|msword|vnd\.ms-(excel|powerpoint|outlook|works)|vnd\.visio|x-msi)$/,
  /^application\/(gzip|x-tar|x-compressed-tar)$/,
  /^(audio|video|application)\/(mp4|mpeg4-generic|quicktime|x-m4a|x-m4v|3gpp2?|aac)$/,
  /^(audio|video|application)\/ogg$|^audio\/(opus|vorbis|x-flac|flac)$/,
  /^(audio|video)\/(webm|matroska|x-matroska)$/,
  /^(audio|video|application)\/(x-ms-(wma|wmv|asf)|vnd\.ms-asf)$/,
  /^(audio|video)\/(mpeg|mp2t|mp3)$/,
  /^image\/(heic|heif|avif)(-sequence)?$/,
  /^image\/(tiff|x-(nikon-nef|canon-cr2|sony-arw|adobe-dng|olympus-orf|panasonic-rw2|fujifilm-raf))$/,
  /^image\/(x-icon|png|apng|bmp)$/,
  /^application\/(postscript|pdf|illustrator)$/,
  /^application\/(x-msdownload|vnd\.microsoft\.portable-executable|x-dosexec)$/,
];

const isOffice = (type: string) =>
  /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-(word|excel|powerpoint))/.test(type);

const aliases: Record<string, string> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/vnd.microsoft.icon": "image/x-icon",
  "image/x-ms-bmp": "image/bmp",
  "audio/mp3": "audio/mpeg",
  "audio/x-wav": "audio/wav",
  "audio/wave": "audio/wav",
  "audio/vnd.wave": "audio/wav",
  "audio/x-aac": "audio/aac",
  "video/x-msvideo": "video/vnd.avi",
  "text/xml": "application/xml",
  "text/x-vcard": "text/vcard",
  "text/directory": "text/vcard",
  "application/x-gzip": "application/gzip",
  "application/x-zip-compressed": "application/zip",
  "application/x-zip": "application/zip",
  "application/x-rar-compressed": "application/vnd.rar",
  "application/x-pdf": "application/pdf",
  "application/x-rtf": "application/rtf",
  "text/rtf": "application/rtf",
};

function known(type: string): string {
  const one = aliases[type] ?? type;
  return isOffice(one) ? officeType(one) : one;
}

/** Templates and files with macros are files of their program as well. */
const officeType = (type: string) => type.replace(/\.template(\.|$)/, ".$1").replace(/\.macroenabled\.12$/i, "");

/** Formats that are text, whichever pillar of the registry they are in. */
function isText(type: string): boolean {
  return (
    type.startsWith("text/") ||
    /[+/](json|xml|yaml|toml|csv|ndjson|jsonl|sql|rtf|javascript|ecmascript|x-sh|x-yaml|x-ndjson|mbox|pgp-keys)$/.test(
      type,
    ) ||
    /^(message|model)\//.test(type) ||
    /^application\/(x-(ofx|qif|subrip|tex|httpd-php|perl|python|mswinurl)|vnd\.(intu\.q(fx|bo)|google-earth\.kml))/.test(
      type,
    )
  );
}

/** Whether every file of this type begins with a signature that is known, so that bytes without one are of another type. */
const hasSignature = (type: string) =>
  /^(image|audio|video|font)\//.test(type) ||
  /^application\/(pdf|zip|gzip|vnd\.rar|x-7z-compressed)$/.test(type) ||
  isOffice(type);

/** The beginning as text; undefined when it is none. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : undefined;
  if (encoding) return new TextDecoder(encoding).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  // Texts have no other control characters than these: tab, line feed, form feed, carriage return, escape.
  for (const byte of bytes)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27) return undefined;
  return new TextDecoder("utf-8").decode(bytes);
}

/** HTML or SVG, as a browser would find it that looks at the contents (WHATWG MIME Sniffing, section 7.1). */
function markupIn(text: string): string | undefined {
  const start = text
    .slice(0, 2_000)
    .replace(/^\ufeff/, "")
    .replace(/^(\s+|<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!doctype svg[^>]*>)+/i, "");
  if (/^<svg[\s>]/i.test(start)) return "image/svg+xml";
  const tags = "!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p";
  return new RegExp(`^<(${tags})[\\s>]`, "i").test(start) ? "text/html" : undefined;
}
