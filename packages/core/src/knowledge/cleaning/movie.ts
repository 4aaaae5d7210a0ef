/**
 * Films and sounds: MP4, QuickTime and 3GP (ISO/IEC 14496-12 and 14496-14, the QuickTime File Format). Phones write the place into the user
 * data (`©xyz`, `loci`) or into keys of Apple, cameras into a track of its own beside the picture, and the time into every head. What is
 * heard and seen is kept, and of music who plays what.
 */
import { uncleanable } from "#core/knowledge/sayings";
import { type Box, boxesIn, boxesOf, contentsOf, free, isEmpty } from "./boxes.ts";
import { damaged, type Original, Overwritten, type Piece, Uncleanable } from "./original.ts";

const NEEDED_IN_FILE = new Set("ftyp moov mdat moof mfra sidx ssix styp".split(" "));
const NEEDED_IN_MOVIE = new Set("mvhd trak mvex iods pssh".split(" "));
const NEEDED_IN_TRACK = new Set("tkhd tref edts mdia tapt clip matt load trgr".split(" "));
const NEEDED_IN_MEDIA = new Set(["mdhd", "hdlr", "minf", "elng"]);
/** Picture, sound, titles and masks. Others are times, places and what sensors measure. */
const SHOWN = new Set("vide soun text sbtl subt subp clcp auxv pict".split(" "));
/** Of the list that music programs write. */
const OF_MUSIC = new Set(
  "©nam ©ART ©alb ©wrt ©gen ©grp ©lyr aART covr trkn disk gnre cpil pgap tmpo cprt ©too rtng soal soar sonm ----".split(
    " ",
  ),
);

/** The pieces of the cleaned film; undefined when there is nothing to clean. */
export async function cleanFilm(file: Original): Promise<Piece[] | undefined> {
  const change = new Overwritten();
  const boxes = await boxesOf(file);
  for (const box of boxes) {
    if (box.type === "moov") {
      const hasHidden = await cleanMovie(file, box, change);
      if (hasHidden && boxes.some(({ type }) => type === "moof"))
        throw new Uncleanable(uncleanable("fragments_unseen"));
    } else if (!NEEDED_IN_FILE.has(box.type) && !(await isEmpty(file, box))) free(change, box);
  }
  return change.pieces(file.sizeBytes);
}

/** Cleans what describes a film; yields whether there was a track that is neither seen nor heard. */
export async function cleanMovie(file: Original, moov: Box, change: Overwritten): Promise<boolean> {
  const movie = new Movie(await contentsOf(file, moov), moov.start, file.sizeBytes, change);
  const boxes = movie.inside(moov);
  if (boxes.some(({ type }) => type === "cmov")) throw new Uncleanable(uncleanable("description_packed"));
  const tracks = boxes.filter(({ type }) => type === "trak").map((box) => movie.trackOf(box));
  const hidden = new Set(tracks.filter(({ kind }) => !SHOWN.has(kind)).map(({ id }) => id));
  for (const box of boxes) {
    if (box.type === "mvhd") movie.forgetTimes(box);
    else if (box.type === "udta") movie.cleanUserData(box);
    else if (!NEEDED_IN_MOVIE.has(box.type)) movie.freeUnlessEmpty(box);
  }
  for (const track of tracks) {
    if (SHOWN.has(track.kind)) movie.cleanTrack(track.box, hidden);
    else movie.removeTrack(track.box);
  }
  return hidden.size > 0;
}

class Movie {
  private readonly bytes: Buffer;
  private readonly offset: number;
  private readonly fileBytes: number;
  private readonly change: Overwritten;

  /** `bytes` is the box `moov` at `offset` of a file of `fileBytes`. */
  constructor(bytes: Buffer, offset: number, fileBytes: number, change: Overwritten) {
    this.bytes = bytes;
    this.offset = offset;
    this.fileBytes = fileBytes;
    this.change = change;
  }

  inside({ body, end }: Box, from = 0): Box[] {
    return boxesIn(this.bytes, body - this.offset + from, end - this.offset, this.offset);
  }

  private contents({ body, end }: Box): Buffer {
    return this.bytes.subarray(body - this.offset, end - this.offset);
  }

  private find(box: Box | undefined, ...path: string[]): Box | undefined {
    return path.reduce((found, type) => found && this.inside(found).find((one) => one.type === type), box);
  }

  /** The number of a track and what it is for: four characters, such as `vide`. */
  trackOf(box: Box): { box: Box; id: number; kind: string } {
    const [head, handler] = [this.find(box, "tkhd"), this.find(box, "mdia", "hdlr")];
    if (!head || !handler) throw damaged();
    const bytes = this.contents(head);
    const at = bytes[0] === 1 ? 20 : 12;
    if (bytes.length < at + 4 || this.contents(handler).length < 12) throw damaged();
    return { box, id: bytes.readUInt32BE(at), kind: this.contents(handler).toString("latin1", 8, 12) };
  }

  /** When it was made and changed is at the beginning of mvhd, tkhd and mdhd. */
  forgetTimes(box: Box): void {
    const bytes = this.contents(box);
    const end = bytes[0] === 1 ? 20 : 12;
    if (bytes.length < end) throw damaged();
    if (bytes.subarray(4, end).some((byte) => byte !== 0)) this.change.zero(box.body + 4, box.body + end);
  }

  freeUnlessEmpty(box: Box): void {
    if (box.type === "free" && this.contents(box).every((byte) => byte === 0)) return;
    free(this.change, box);
  }

  cleanTrack(track: Box, hidden: ReadonlySet<number>): void {
    for (const box of this.inside(track)) {
      if (box.type === "tkhd") this.forgetTimes(box);
      else if (box.type === "tref") this.forgetReferences(box, hidden);
      else if (box.type === "mdia") this.cleanMedia(box);
      else if (!NEEDED_IN_TRACK.has(box.type)) this.freeUnlessEmpty(box);
    }
  }

  private cleanMedia(media: Box): void {
    for (const box of this.inside(media)) {
      if (box.type === "mdhd") this.forgetTimes(box);
      else if (!NEEDED_IN_MEDIA.has(box.type)) this.freeUnlessEmpty(box);
    }
  }

  /** A track must not name one that is not there any more. */
  private forgetReferences(references: Box, hidden: ReadonlySet<number>): void {
    for (const box of this.inside(references)) {
      const bytes = this.contents(box);
      for (let at = 0; at + 4 <= bytes.length; at += 4) {
        if (!hidden.has(bytes.readUInt32BE(at))) continue;
        this.freeUnlessEmpty(box);
        break;
      }
    }
  }

  /** The list that music programs write is in `meta` with the handler `mdir`; all other user data goes. */
  cleanUserData(data: Box): void {
    for (const box of this.inside(data)) {
      const isMusic = box.type === "meta" && this.contents(box).toString("latin1", 20, 24) === "mdir";
      if (!isMusic) {
        this.freeUnlessEmpty(box);
        continue;
      }
      for (const part of this.inside(box, 4)) {
        if (part.type === "ilst") for (const item of this.inside(part)) this.keepIfOfMusic(item);
        else if (part.type !== "hdlr") this.freeUnlessEmpty(part);
      }
    }
  }

  private keepIfOfMusic(item: Box): void {
    if (!OF_MUSIC.has(item.type)) this.freeUnlessEmpty(item);
  }

  /** With all that it has written between the pictures. */
  removeTrack(track: Box): void {
    const tables = this.find(track, "mdia", "minf", "stbl");
    if (tables) for (const { start, end } of this.chunksOf(tables)) this.change.zero(start, end);
    free(this.change, track);
  }

  /** Where a track's samples are, by the tables of how long each is, how many are in a chunk, and where the chunks are. */
  private *chunksOf(tables: Box): Generator<{ start: number; end: number }> {
    const table = (type: string) => {
      const box = this.find(tables, type);
      return box && this.contents(box);
    };
    const [sizes, perChunk, short, long] = ["stsz", "stsc", "stco", "co64"].map(table);
    const chunks = short ?? long;
    if (!sizes || !perChunk || !chunks) throw new Uncleanable(uncleanable("track_lost"));
    const sampleBytes = sizes.readUInt32BE(4);
    const samples = sizes.readUInt32BE(8);
    let sample = 0;
    const [chunkCount, runs] = [chunks.readUInt32BE(4), perChunk.readUInt32BE(4)];
    if (chunks.length < 8 + chunkCount * (short ? 4 : 8) || perChunk.length < 8 + runs * 12) throw damaged();
    if (sampleBytes === 0 && sizes.length < 12 + samples * 4) throw damaged();
    for (let chunk = 0, run = 0; chunk < chunkCount; chunk++) {
      while (run + 1 < runs && perChunk.readUInt32BE(8 + (run + 1) * 12) <= chunk + 1) run++;
      const inChunk = runs === 0 ? 0 : Math.min(perChunk.readUInt32BE(8 + run * 12 + 4), samples - sample);
      const start = short ? short.readUInt32BE(8 + chunk * 4) : Number(long!.readBigUInt64BE(8 + chunk * 8));
      let length = sampleBytes * inChunk;
      if (sampleBytes === 0) for (let i = 0; i < inChunk; i++) length += sizes.readUInt32BE(12 + (sample + i) * 4);
      sample += inChunk;
      if (start + length > this.fileBytes) throw damaged();
      yield { start, end: start + length };
    }
  }
}
