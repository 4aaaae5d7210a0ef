/**
 * HEIF: HEIC and AVIF (ISO/IEC 23008-12). What is said of the picture is in items of its own (Exif, XMP), whose bytes are overwritten where
 * they are. How it is turned is a property of the picture and no metadata.
 */
import { uncleanable } from "#core/knowledge/sayings";
import { type Box, boxesIn, boxesOf, contentsOf, free, isEmpty } from "./boxes.ts";
import { cleanMovie } from "./movie.ts";
import { damaged, type Original, Overwritten, type Piece, Uncleanable } from "./original.ts";

const NEEDED_IN_FILE = new Set(["ftyp", "meta", "mdat", "moov", "moof", "mfra", "sidx", "styp"]);
const NEEDED_IN_META = new Set("hdlr pitm iinf iloc iprp ipro iref idat dinf grpl".split(" "));
/** Pictures, their parts and their masks. Others may be files in themselves, with metadata of their own. */
const PICTURES = new Set("hvc1 lhv1 av01 avc1 vvc1 evc1 j2k1 unci grid iovl iden tmap".split(" "));
const DESCRIPTIONS = new Set(["Exif", "mime", "uri "]);
/** Properties of a picture that are words or times of people. */
const SAYING = new Set(["udes", "crtt", "mdft", "altt", "uuid"]);

/** The pieces of the cleaned picture; undefined when there is nothing to clean. */
export async function cleanHeif(file: Original): Promise<Piece[] | undefined> {
  const change = new Overwritten();
  for (const box of await boxesOf(file)) {
    if (box.type === "meta") await cleanMeta(file, box, change);
    else if (box.type === "moov") await cleanMovie(file, box, change);
    else if (!NEEDED_IN_FILE.has(box.type) && !(await isEmpty(file, box))) free(change, box);
  }
  return change.pieces(file.sizeBytes);
}

async function cleanMeta(file: Original, meta: Box, change: Overwritten): Promise<void> {
  const bytes = await contentsOf(file, meta);
  const inside = (box: Box, from = 0) => boxesIn(bytes, box.body - meta.start + from, box.end - meta.start, meta.start);
  const boxes = inside(meta, 4);
  for (const box of boxes) if (!NEEDED_IN_META.has(box.type) && !(await isEmpty(file, box))) free(change, box);
  for (const properties of boxes.filter(({ type }) => type === "iprp").flatMap((box) => inside(box)))
    if (properties.type === "ipco") for (const one of inside(properties)) if (SAYING.has(one.type)) free(change, one);

  const [infos, locations, data] = ["iinf", "iloc", "idat"].map((type) => boxes.find((box) => box.type === type));
  if (!infos || !locations) return;
  const version = bytes[infos.body - meta.start]!;
  const described = new Set<number>();
  for (const info of inside(infos, version === 0 ? 6 : 8)) {
    const { id, type } = itemOf(bytes.subarray(info.body - meta.start, info.end - meta.start));
    if (DESCRIPTIONS.has(type)) described.add(id);
    else if (!PICTURES.has(type))
      throw new Uncleanable(uncleanable("holds_kind", { kind: type.replace(/[^\x20-\x7e]/g, "?") }));
  }
  const extents = extentsOf(bytes.subarray(locations.body - meta.start, locations.end - meta.start), described);
  for (const { isInMeta, start, length } of extents) {
    if (isInMeta && !data) throw damaged();
    const from = isInMeta ? data!.body + start : start;
    if (from + length > file.sizeBytes) throw damaged();
    await overwrite(file, change, from, from + length);
  }
}

/** An Exif without tags, behind the four bytes that say where in the item it begins. */
const NOTHING_SAID = Buffer.from("000000004d4d002a00000008000000000000", "hex");

async function overwrite(file: Original, change: Overwritten, start: number, end: number): Promise<void> {
  const rest = end - start - NOTHING_SAID.length;
  if (rest < 0) return change.zero(start, end);
  const now = await file.bytes(start, Math.min(end - start, 1024 ** 2));
  const isDone =
    now.subarray(0, NOTHING_SAID.length).equals(NOTHING_SAID) &&
    now.subarray(NOTHING_SAID.length).every((byte) => byte === 0);
  if (isDone && now.length === end - start) return;
  change.write(start, NOTHING_SAID);
  change.zero(start + NOTHING_SAID.length, end);
}

/** The number and the kind of an item, by its ItemInfoEntry. Versions below 2 have no kinds, and are only of metadata. */
function itemOf(entry: Buffer): { id: number; type: string } {
  const [version] = entry;
  if (version === 2 && entry.length >= 12) return { id: entry.readUInt16BE(4), type: entry.toString("latin1", 8, 12) };
  if (version === 3 && entry.length >= 14) return { id: entry.readUInt32BE(4), type: entry.toString("latin1", 10, 14) };
  throw new Uncleanable(uncleanable("items_unknown_form"));
}

/** Where the bytes of these items are, by the contents of the ItemLocationBox. */
function extentsOf(box: Buffer, items: ReadonlySet<number>): { isInMeta: boolean; start: number; length: number }[] {
  let at = 4;
  const take = (size: number): number => {
    if (at + size > box.length) throw damaged();
    at += size;
    // A distance of eight bytes that is no safe integer is beyond the end of any file.
    return size === 0 ? 0 : size === 8 ? Number(box.readBigUInt64BE(at - 8)) : box.readUIntBE(at - size, size);
  };
  const version = box[0]!;
  if (version > 2) throw new Uncleanable(uncleanable("places_unknown_form"));
  const [sizes, more] = [take(1), take(1)];
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    sizes >> 4,
    sizes & 15,
    more >> 4,
    version === 0 ? 0 : more & 15,
  ];
  for (const size of [offsetSize, lengthSize, baseSize, indexSize]) if (![0, 4, 8].includes(size)) throw damaged();
  const found: { isInMeta: boolean; start: number; length: number }[] = [];
  const count = take(version < 2 ? 2 : 4);
  for (let item = 0; item < count; item++) {
    const id = take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : take(2) & 15;
    const reference = take(2);
    const base = take(baseSize);
    const extents = take(2);
    for (let extent = 0; extent < extents; extent++) {
      take(indexSize);
      const [offset, length] = [take(offsetSize), take(lengthSize)];
      // What is in another file is not handed on with this one.
      if (!items.has(id) || reference !== 0) continue;
      if (method > 1 || length === 0) throw new Uncleanable(uncleanable("places_unknown_form"));
      found.push({ isInMeta: method === 1, start: base + offset, length });
    }
  }
  return found;
}
