/**
 * Tags and a description of a file from what is at hand when it is checked: its name, its type, the size of a picture, the beginning of a
 * text. When and where a photo was taken is not among them, because whoever may see the file sees these.
 */
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
  /** The first bytes. */
  beginning: Uint8Array;
}

const MAX_TAGS = 10;

export function wordsOf(known: Known): FileWords {
  const kind = kindOf(known);
  return {
    aiTags: [...new Set([...(kind ? [kind] : []), ...wordsOfName(known.fileName)])].slice(0, MAX_TAGS),
    aiDescription: isText(known.mimeType) ? firstSentence(known.beginning) : sizeInWords(known.details),
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

const isText = (mimeType: string) => /^text\/(plain|markdown|x-markdown)$/.test(mimeType);

/** The first line that says something, to the end of its sentence. */
function firstSentence(beginning: Uint8Array): string | null {
  const text = new TextDecoder().decode(beginning.subarray(0, 4_000)).replace(/^\ufeff/, "");
  const line = text
    .split(/\r?\n/)
    .map((one) =>
      one
        .replace(/^[#>*=\s-]+/, "")
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
