/**
 * Tags and a description of a file: at its check from its name, its type, the size of a picture and the beginning of a plain text, and for a
 * document again when its text has been read in the background. When and where a photo was taken is not among them, because whoever may see the file sees these.
 */
import { documentTags } from "#core/knowledge/document-words";
import type { PhotoDetails } from "#core/knowledge/exif";
import { cut } from "#kit/text";

export interface FileWords {
  aiTags: string[];
  aiDescription: string | null;
}

interface Known {
  fileName: string;
  mimeType: string;
  details?: PhotoDetails;
  /** Its text, or the beginning of it; absent as long as nobody has read it, and of what is none. */
  text?: string;
}

const MAX_TAGS = 10;

const TEXT_BYTES = 80_000;

/** The text of a file whose bytes are one; undefined for any other. */
export const plainText = (mimeType: string, beginning: Uint8Array): string | undefined =>
  /^text\/(plain|markdown|x-markdown)$/.test(mimeType)
    ? new TextDecoder().decode(beginning.subarray(0, TEXT_BYTES))
    : undefined;

export function wordsOf(known: Known): FileWords {
  const { fileName, details, text } = known;
  const kind = kindOf(known);
  const tags = [...(kind ? [kind] : []), ...(text === undefined ? [] : documentTags(text)), ...wordsOfName(fileName)];
  return {
    aiTags: [...new Set(tags)].slice(0, MAX_TAGS),
    aiDescription: text === undefined ? sizeInWords(details) : firstSentence(text),
  };
}

const kinds: [type: RegExp, kind: string][] = [
  [/^image\/svg/, "drawing"],
  [/^image\//, "picture"],
  [/^video\//, "video"],
  [/^audio\//, "audio"],
  [/^text\/(x-)?vcard$/, "contacts"],
  [/^text\/calendar$/, "calendar"],
  [/^text\/html$|xhtml/, "page"],
  [/csv$|spreadsheet|ms-excel|numbers$/, "spreadsheet"],
  [/presentation|ms-powerpoint|keynote$/, "presentation"],
  [/^application\/pdf$|wordprocessing|msword|opendocument\.text|rtf$|epub|pages$/, "document"],
  [/zip$|x-tar$|7z|vnd\.rar$|gzip$/, "archive"],
  [/^text\//, "text"],
];

/** A picture that a camera has taken is a photo. */
function kindOf({ mimeType, details }: Known): string | undefined {
  if (mimeType.startsWith("image/") && (details?.takenAt ?? details?.cameraModel)) return "photo";
  return kinds.find(([type]) => type.test(mimeType))?.[1];
}

/** What cameras, scanners and people who copy add to names. */
const SAYS_NOTHING = new Set(
  "img image dsc dscn pxl mvi vid mov scan scanned scanner screenshot photo picture file document copy final new old draft version download untitled unnamed kopie neu".split(
    " ",
  ),
);

/** The words and years of a name, in lower case and in their order. */
function wordsOfName(fileName: string): string[] {
  const name = fileName.normalize("NFC").replace(/(?<=.)\.[^.]{1,10}$/, "");
  const words =
    name
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .match(/\p{L}{3,40}|(?<!\d)(?:19|20)\d\d(?!\d)/gu) ?? [];
  return words.filter((word) => !SAYS_NOTHING.has(word));
}

/** The first line that says something, to the end of its sentence. */
function firstSentence(text: string): string | null {
  const line = text
    .slice(0, 4_000)
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((one) =>
      one
        .replace(/^[#>*=\s-]+/, "")
        .replace(/\s+/g, " ")
        .replace(/[\p{Cc}\ufffd]/gu, "")
        .trim(),
    )
    .find((one) => /\p{L}{2}/u.test(one));
  if (line === undefined) return null;
  const end = /[.!?](?=\s|$)/.exec(line);
  return cut(end ? line.slice(0, end.index + 1) : line, 300);
}

const sizeInWords = (details: PhotoDetails | undefined): string | null =>
  details?.widthPixels && details.heightPixels
    ? `A picture of ${details.widthPixels} × ${details.heightPixels} pixels.`
    : null;
