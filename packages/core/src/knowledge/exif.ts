/**
 * What a photo says of itself: when, where and with what it was taken (Exif 2.32, whose format is that of TIFF 6.0). Read from the first
 * bytes of JPEG, HEIC, WebP, PNG and TIFF, where cameras write it. What is malformed is left out; nothing here throws for any bytes.
 */

export interface PhotoDetails {
  /** `2026-03-01T10:11:12`, with the camera's offset from UTC (`+01:00`) where it was written down. */
  takenAt?: string;
  latitude?: number;
  longitude?: number;
  altitudeMeters?: number;
  cameraMake?: string;
  cameraModel?: string;
  widthPixels?: number;
  heightPixels?: number;
}

/** Undefined when the bytes have no such details. */
export function photoDetailsOf(beginning: Uint8Array): PhotoDetails | undefined {
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const at = startOfTiff(bytes);
  if (at === undefined) return undefined;
  const tiff = bytes.subarray(at);
  const first = tagsOf(tiff, integerAt(tiff, 4, 4));
  const camera = tagsOf(tiff, numberOf(first.get(TAG.exif)));
  const place = tagsOf(tiff, numberOf(first.get(TAG.gps)));
  const details: PhotoDetails = {
    takenAt: instantOf(camera.get(TAG.takenAt) ?? first.get(TAG.changedAt), camera.get(TAG.offset)),
    ...placeOf(place),
    cameraMake: wordsOf(first.get(TAG.make)),
    cameraModel: wordsOf(first.get(TAG.model)),
    widthPixels: sizeOf(camera.get(TAG.width) ?? first.get(TAG.imageWidth)),
    heightPixels: sizeOf(camera.get(TAG.height) ?? first.get(TAG.imageHeight)),
  };
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : (Object.fromEntries(given) as PhotoDetails);
}

/** How a decoder has to turn the picture (2 to 8), by a TIFF of Exif; undefined for one that stays as it is. */
export function orientationOf(tiff: Buffer): number | undefined {
  if (!isTiff(tiff, 0)) return undefined;
  const value = numberOf(tagsOf(tiff, integerAt(tiff, 4, 4)).get(TAG.orientation));
  return value !== undefined && [2, 3, 4, 5, 6, 7, 8].includes(value) ? value : undefined;
}

/** A TIFF of Exif that says the orientation alone. */
export function tiffOfOrientation(orientation: number): Buffer {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010000000000000000", "hex");
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

const TAG = {
  imageWidth: 0x0100,
  imageHeight: 0x0101,
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  changedAt: 0x0132,
  exif: 0x8769,
  gps: 0x8825,
  takenAt: 0x9003,
  offset: 0x9011,
  width: 0xa002,
  height: 0xa003,
};
const GPS = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4, altitudeRef: 5, altitude: 6 };

/** Most tags of a directory; a photo has some sixty. */
const MAX_TAGS = 500;
const MAX_VALUE_BYTES = 1_000;

/**
 * Where the TIFF begins that holds the details. JPEG, HEIC and WebP write `Exif` and two zeros before it, PNG has a chunk of its own, and a
 * TIFF is one itself.
 */
function startOfTiff(bytes: Buffer): number | undefined {
  if (isTiff(bytes, 0)) return 0;
  for (const [mark, skip] of [
    ["Exif\0\0", 6],
    ["eXIf", 4],
    ["EXIF", 8],
  ] as const) {
    for (let at = bytes.indexOf(mark, 0, "latin1"); at >= 0; at = bytes.indexOf(mark, at + 1, "latin1")) {
      if (isTiff(bytes, at + skip)) return at + skip;
    }
  }
  return undefined;
}

const isTiff = (bytes: Buffer, at: number) =>
  ["II*\0", "MM\0*"].includes(bytes.toString("latin1", at, at + 4)) && bytes.length >= at + 8;

type Value = string | number[];

/** The tags of the directory at `at` that are texts or numbers. */
function tagsOf(tiff: Buffer, at: number | undefined): Map<number, Value> {
  const tags = new Map<number, Value>();
  if (at === undefined || at < 8 || at + 2 > tiff.length) return tags;
  const count = Math.min(integerAt(tiff, at, 2) ?? 0, MAX_TAGS);
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const [tag, type, items] = [
      integerAt(tiff, entry, 2),
      integerAt(tiff, entry + 2, 2),
      integerAt(tiff, entry + 4, 4),
    ];
    if (tag === undefined || type === undefined || items === undefined) break;
    const value = itemsOf(tiff, entry + 8, type, items);
    if (value !== undefined && !tags.has(tag)) tags.set(tag, value);
  }
  return tags;
}

/** Bytes of one item by its type: byte, ASCII, short, long, rational, signed rational. */
const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 10: 8 };

function itemsOf(tiff: Buffer, field: number, type: number, items: number): Value | undefined {
  const size = sizes[type];
  if (size === undefined || items * size > MAX_VALUE_BYTES) return undefined;
  // A value of up to four bytes is in the entry itself, a longer one where the entry says.
  const at = items * size <= 4 ? field : integerAt(tiff, field, 4);
  if (at === undefined || at + items * size > tiff.length) return undefined;
  if (type === 2) return tiff.toString("latin1", at, at + items).split("\0", 1)[0];
  return Array.from({ length: items }, (_, i) => {
    const place = at + i * size;
    if (size < 8) return integerAt(tiff, place, size)!;
    return integerAt(tiff, place, 4, type === 10)! / integerAt(tiff, place + 4, 4, type === 10)!;
  });
}

/** An integer in the byte order of the TIFF; undefined behind its end. */
function integerAt(tiff: Buffer, at: number, size: number, isSigned = false): number | undefined {
  if (at + size > tiff.length) return undefined;
  if (tiff[0] === 0x49) return isSigned ? tiff.readIntLE(at, size) : tiff.readUIntLE(at, size);
  return isSigned ? tiff.readIntBE(at, size) : tiff.readUIntBE(at, size);
}

const numberOf = (value: Value | undefined): number | undefined => (Array.isArray(value) ? value[0] : undefined);

function sizeOf(value: Value | undefined): number | undefined {
  const pixels = numberOf(value);
  return pixels !== undefined && Number.isInteger(pixels) && pixels > 0 && pixels < 2 ** 31 ? pixels : undefined;
}

function wordsOf(value: Value | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const words = value
    .replace(/[^\x20-\x7e\xa0-\xff]/g, "")
    .trim()
    .slice(0, 100);
  return words === "" ? undefined : words;
}

function instantOf(value: Value | undefined, offset: Value | undefined): string | undefined {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(typeof value === "string" ? value : "");
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // Cameras whose clock was never set write zeros.
  const time = new Date(`${local}Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 19) !== local || year! < "1800") return undefined;
  const isOffset = typeof offset === "string" && /^[+-](0\d|1[0-4]):[0-5]\d$/.test(offset);
  return isOffset ? `${local}${offset}` : local;
}

function placeOf(tags: Map<number, Value>): Pick<PhotoDetails, "latitude" | "longitude" | "altitudeMeters"> {
  const latitude = degreesOf(tags.get(GPS.latitude), tags.get(GPS.latitudeRef), "S", 90);
  const longitude = degreesOf(tags.get(GPS.longitude), tags.get(GPS.longitudeRef), "W", 180);
  const height = numberOf(tags.get(GPS.altitude));
  const isBelow = numberOf(tags.get(GPS.altitudeRef)) === 1;
  const altitude = height === undefined ? undefined : rounded(isBelow ? -height : height, 1);
  return {
    // One without the other is no place, and phones without a fix write 0, 0.
    ...(latitude !== undefined &&
      longitude !== undefined &&
      (latitude !== 0 || longitude !== 0) && { latitude, longitude }),
    ...(altitude !== undefined && altitude >= -20_000 && altitude <= 100_000 && { altitudeMeters: altitude }),
  };
}

/** Degrees, minutes and seconds as degrees, negative in the south or west. */
function degreesOf(value: Value | undefined, reference: Value | undefined, negative: string, most: number) {
  if (!Array.isArray(value)) return undefined;
  const [degrees = Number.NaN, minutes = 0, seconds = 0] = value;
  const total = rounded(degrees + (minutes || 0) / 60 + (seconds || 0) / 3600, 7);
  if (!(Math.abs(total) <= most)) return undefined;
  return reference === negative ? -total : total;
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
