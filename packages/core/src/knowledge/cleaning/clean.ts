/**
 * What others than its owner get of a photo or a film: the same picture, sound and colours, to the byte, without what the camera and the
 * programs wrote beside them. Nothing is encoded anew. Of each format the parts are listed that are needed to see and hear it, so that
 * what is not known is left out.
 */
import { uncleanable } from "#core/knowledge/sayings";
import { clean2000, cleanXl } from "./codestreams.ts";
import { cleanGif } from "./gif.ts";
import { cleanHeif } from "./heif.ts";
import { cleanJpeg } from "./jpeg.ts";
import { cleanFilm } from "./movie.ts";
import { type Original, type Piece, Uncleanable } from "./original.ts";
import { cleanPng } from "./png.ts";
import { cleanTiff } from "./tiff.ts";
import { cleanWebp } from "./webp.ts";

/** Undefined: there is nothing to clean. */
type Cleaner = (file: Original) => Promise<Piece[] | undefined>;

const cleaners: [type: RegExp, cleaner: Cleaner][] = [
  [/^image\/jpeg$/, cleanJpeg],
  [/^image\/(png|apng)$/, cleanPng],
  [/^image\/webp$/, cleanWebp],
  [/^image\/gif$/, cleanGif],
  [/^image\/(heic|heif|avif)(-sequence)?$/, cleanHeif],
  [/^image\/tiff$/, cleanTiff],
  [/^image\/jxl$/, cleanXl],
  [/^image\/(jp2|jpx)$/, clean2000],
  [/^(video|audio)\/(mp4|quicktime|x-m4[abpv]|3gpp2?)$/, cleanFilm],
];

/** Formats of pictures that have no room for when and where. */
const SAYS_NOTHING = /^image\/(bmp|x-icon|icns|svg\+xml|ktx|x-xbitmap)$/;

/**
 * The pieces of what others get of a file whose bytes show this type; undefined when they get it as it is, which all get that is no picture
 * and no film of a phone or a camera. Throws Uncleanable for one that can say when and where it was taken, and cannot be cleaned.
 */
export async function cleaned(type: string | undefined, file: Original): Promise<Piece[] | undefined> {
  if (type === undefined || file.sizeBytes === 0 || SAYS_NOTHING.test(type)) return undefined;
  const [, cleaner] = cleaners.find(([types]) => types.test(type)) ?? [];
  if (cleaner) return cleaner(file);
  if (type.startsWith("image/")) throw new Uncleanable(uncleanable("picture_unknown", { type }));
  return undefined;
}
