/**
 * For tests: the smallest files of each format in which something of the picture, and something that others must not get, can be told apart. The
 * picture is `PICTURE`, all that must go has `SECRET` in it, and a photo of a camera is turned (orientation 6).
 */
import { crc32 } from "node:zlib";
import { tiffOf } from "#core/knowledge/photos.fixture";

export const SECRET = "SECRET";
export const PICTURE = Buffer.from("the-data-of-the-picture!");
const secret = Buffer.from(`<x:xmpmeta>${SECRET}</x:xmpmeta>`);
const exif = () =>
  tiffOf({ takenAt: "2026:03:01 10:11:12", make: SECRET, latitude: 48.2, longitude: 16.37, orientation: 6 });

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
function u32le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
const latin = (text: string) => Buffer.from(text, "latin1");

function jpeg(): Buffer {
  const segment = (code: number, contents: Buffer) =>
    Buffer.concat([Buffer.from([0xff, code]), u16(contents.length + 2), contents]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin("JFIF\0\x01\x02\0\0\x01\0\x01\0\0")),
    segment(0xe1, Buffer.concat([latin("Exif\0\0"), exif()])),
    segment(0xe1, Buffer.concat([latin("http://ns.adobe.com/xap/1.0/\0"), secret])),
    segment(0xed, Buffer.concat([latin("Photoshop 3.0\0"), secret])),
    segment(0xe2, Buffer.concat([latin("MPF\0"), secret])),
    segment(0xe2, latin("ICC_PROFILE\0\x01\x01colours")),
    segment(0xfe, secret),
    segment(0xdb, latin("table")),
    segment(0xda, latin("scan")),
    // A byte of 255 and a restart marker within the data, and several 255 before the end.
    Buffer.concat([PICTURE, Buffer.from([0xff, 0, 0xff, 0xd0]), PICTURE, Buffer.from([0xff, 0xff, 0xd9])]),
    // Phones append further pictures and films.
    segment(0xe1, Buffer.concat([latin("Exif\0\0"), exif()])),
    secret,
  ]);
}

function png(): Buffer {
  const chunk = (name: string, contents: Buffer) => {
    const named = Buffer.concat([latin(name), contents]);
    return Buffer.concat([u32(contents.length), named, u32(crc32(named))]);
  };
  return Buffer.concat([
    latin("\x89PNG\r\n\x1a\n"),
    chunk("IHDR", Buffer.from("0000000100000001080200000000", "hex").subarray(0, 13)),
    chunk("eXIf", exif()),
    chunk("tEXt", secret),
    chunk("zTXt", secret),
    chunk("iTXt", secret),
    chunk("tIME", latin(SECRET)),
    chunk("gAMA", u32(45_455)),
    chunk("IDAT", PICTURE),
    chunk("vpAg", secret),
    chunk("IEND", Buffer.alloc(0)),
    secret,
  ]);
}

function webp(): Buffer {
  const chunk = (name: string, contents: Buffer) =>
    Buffer.concat([latin(name), u32le(contents.length), contents, Buffer.alloc(contents.length % 2)]);
  const frame = Buffer.concat([Buffer.alloc(16), chunk("VP8L", PICTURE), chunk("SEEN", secret)]);
  const chunks = Buffer.concat([
    chunk("VP8X", Buffer.from("2e000000000000000000", "hex")),
    chunk("ICCP", latin("colours")),
    chunk("ANMF", frame),
    chunk("VP8 ", PICTURE),
    chunk("EXIF", exif()),
    chunk("XMP ", secret),
    chunk("SEEN", secret),
  ]);
  return Buffer.concat([latin("RIFF"), u32le(4 + chunks.length), latin("WEBP"), chunks, secret]);
}

function gif(): Buffer {
  const blocks = (bytes: Buffer) => Buffer.concat([Buffer.from([bytes.length]), bytes, Buffer.from([0])]);
  return Buffer.concat([
    latin("GIF89a"),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0]),
    Buffer.alloc(6),
    Buffer.concat([Buffer.from([0x21, 0xff, 11]), latin("NETSCAPE2.0"), blocks(Buffer.from([1, 0, 0]))]),
    Buffer.concat([Buffer.from([0x21, 0xfe]), blocks(secret)]),
    Buffer.concat([Buffer.from([0x21, 0xff, 11]), latin("XMP DataXMP"), blocks(secret)]),
    Buffer.concat([Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2]), blocks(PICTURE)]),
    Buffer.from([0x3b]),
    secret,
  ]);
}

const box = (type: string, ...contents: Buffer[]) => {
  const bytes = Buffer.concat(contents);
  return Buffer.concat([u32(bytes.length + 8), latin(type), bytes]);
};
const full = (version: number) => Buffer.from([version, 0, 0, 0]);

function heic(): Buffer {
  const items: [id: number, type: string, bytes: Buffer][] = [
    [1, "hvc1", PICTURE],
    [2, "Exif", Buffer.concat([u32(6), latin("Exif\0\0"), exif()])],
    [3, "mime", secret],
  ];
  const info = ([id, type]: (typeof items)[number]) =>
    box("infe", full(2), u16(id), u16(0), latin(type), latin(type === "mime" ? "\0application/rdf+xml\0" : "\0"));
  const data = Buffer.concat(items.map(([, , bytes]) => bytes));
  const build = (start: number) => {
    let at = start;
    const locations = items.map(([id, , bytes]) => {
      const entry = Buffer.concat([u16(id), u16(0), u16(0), u16(1), u32(at), u32(bytes.length)]);
      at += bytes.length;
      return entry;
    });
    const meta = box(
      "meta",
      full(0),
      box("hdlr", full(0), u32(0), latin("pict"), Buffer.alloc(13)),
      box("pitm", full(0), u16(1)),
      box("iinf", full(0), u16(items.length), ...items.map(info)),
      box("iloc", full(1), Buffer.from([0x44, 0x00]), u16(items.length), ...locations),
      box("iprp", box("ipco", box("ispe", full(0), u32(1), u32(1)), box("udes", full(0), secret))),
      box("uuid", Buffer.alloc(16), secret),
    );
    return Buffer.concat([
      box("ftyp", latin("heic"), u32(0), latin("heicmif1")),
      meta,
      box("uuid", Buffer.alloc(16), secret),
    ]);
  };
  // Where the data is depends on how long what is before it is, which does not depend on where the data is.
  const head = build(build(0).length + 8);
  return Buffer.concat([head, box("mdat", data)]);
}

/** A film with a picture track, one of a camera that says where it was, and what phones write. */
function mp4(): Buffer {
  const track = (id: number, kind: string, at: number, length: number, more: Buffer[] = []) =>
    box(
      "trak",
      box("tkhd", full(0), latin("SEC RET "), u32(id), Buffer.alloc(68)),
      ...more,
      box(
        "mdia",
        box("mdhd", full(0), latin("SEC RET "), u32(1_000), u32(1_000), u32(0)),
        box("hdlr", full(0), u32(0), latin(kind), Buffer.alloc(13)),
        box(
          "minf",
          box(
            "stbl",
            box("stsd", full(0), u32(0)),
            box("stsz", full(0), u32(0), u32(1), u32(length)),
            box("stsc", full(0), u32(1), u32(1), u32(1), u32(1)),
            box("stco", full(0), u32(1), u32(at)),
          ),
        ),
      ),
    );
  const build = (start: number) =>
    Buffer.concat([
      box("ftyp", latin("isom"), u32(0), latin("isommp42")),
      box(
        "moov",
        box("mvhd", full(0), latin("SEC RET "), u32(1_000), u32(1_000), Buffer.alloc(80)),
        track(1, "vide", start, PICTURE.length, [
          box("tref", box("cdsc", u32(2))),
          box("udta", box("name", secret)),
          box("meta", full(0), secret),
        ]),
        track(2, "meta", start + PICTURE.length, secret.length),
        box(
          "udta",
          box("©xyz", secret),
          box("loci", secret),
          box(
            "meta",
            full(0),
            box("hdlr", full(0), u32(0), latin("mdir"), Buffer.alloc(13)),
            box("ilst", box("©nam", box("data", u32(1), u32(0), latin("A song"))), box("©day", secret)),
          ),
        ),
        box("meta", full(0), secret),
      ),
      box("uuid", Buffer.alloc(16), secret),
    ]);
  const head = build(build(0).length + 8);
  return Buffer.concat([head, box("mdat", PICTURE, secret)]);
}

function tiff(): Buffer {
  // Two tags of the picture and those of a camera; the strip is behind them.
  const camera = exif();
  const strip = camera.length + (camera.length % 2);
  const directory = strip + PICTURE.length + (PICTURE.length % 2);
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const number = (at: number) => camera.readUInt32LE(at);
  const place = (tag: number) => {
    const count = camera.readUInt16LE(8);
    for (let i = 0; i < count; i++) if (camera.readUInt16LE(10 + i * 12) === tag) return number(10 + i * 12 + 8);
    return 0;
  };
  const entries = [
    entry(256, 4, 1, 1),
    entry(257, 4, 1, 1),
    entry(259, 3, 1, 1),
    entry(270, 2, secret.length, directory + 2 + 9 * 12 + 4),
    entry(273, 4, 1, strip),
    entry(274, 3, 1, 6),
    entry(279, 4, 1, PICTURE.length),
    entry(0x8769, 4, 1, place(0x8769)),
    entry(0x8825, 4, 1, place(0x8825)),
  ];
  const count = Buffer.from([entries.length, 0]);
  const whole = Buffer.concat([
    camera,
    Buffer.alloc(strip - camera.length),
    PICTURE,
    Buffer.alloc(directory - strip - PICTURE.length),
    count,
    ...entries,
    u32le(0),
    secret,
  ]);
  whole.writeUInt32LE(directory, 4);
  return whole;
}

const jxl = () =>
  Buffer.concat([
    box("JXL ", Buffer.from("0d0a870a", "hex")),
    box("ftyp", latin("jxl "), u32(0), latin("jxl ")),
    box("Exif", u32(0), exif()),
    box("xml ", secret),
    box("jxlc", Buffer.from([0xff, 0x0a]), PICTURE),
  ]);

const jp2 = () =>
  Buffer.concat([
    box("jP  ", Buffer.from("0d0a870a", "hex")),
    box("ftyp", latin("jp2 "), u32(0), latin("jp2 ")),
    box("jp2h", latin("head")),
    box("xml ", secret),
    box("uuid", Buffer.alloc(16), exif(), secret),
    box("jp2c", PICTURE),
  ]);

/** By the type that their bytes show. */
export const photographs: readonly [type: string, bytes: Buffer][] = [
  ["image/jpeg", jpeg()],
  ["image/png", png()],
  ["image/webp", webp()],
  ["image/gif", gif()],
  ["image/heic", heic()],
  ["image/tiff", tiff()],
  ["image/jxl", jxl()],
  ["image/jp2", jp2()],
  ["video/mp4", mp4()],
];
