/**
 * Keeps a long member of a packed file as parts in the store. A packed stream (DEFLATE, RFC 1951) can only be read from its beginning, so that
 * an import in slices would unpack all that is before its place in each of them; parts are read from anywhere.
 *
 * After each part the decoder's state is kept beside it, so that unpacking itself goes on where it was, in the next slice and after a crash.
 * Whoever unpacks the same at the same time writes the same.
 */
import { deserialize, serialize } from "node:v8";
import { Inflate } from "fflate";
import { ObjectsError } from "#cloud/objects";
import { type PackedMember, type Source, StillUnpacking, UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";
import { fileStore } from "#core/knowledge/file-store";

export interface UnpackingLimits {
  /**
   * A member that is not longer stays packed: each slice that reads it unpacks it again up to its place, in a fraction of a second.
   */
  longBytes: number;
  /** A part has at least so many bytes, but for the last one. */
  partBytes: number;
}

export const UNPACKING_LIMITS: UnpackingLimits = { longBytes: 64 * 1024 ** 2, partBytes: 16 * 1024 ** 2 };

export interface Unpacking extends UnpackingLimits {
  /** Asked after each part. */
  hasTime(): boolean;
  /** Called before the first part of a member is written, and again by each run that goes on. Throws UnreadableSource when there is no room for it. */
  takeRoom(member: PackedMember): Promise<void>;
}

/** What is given to the decoder at once: even what is packed to a thousandth of its length becomes no more than 64 MB of it. */
const PIECE_BYTES = 64 * 1024;
const MAX_STATE_BYTES = 4 * 1024 ** 2;

/** How far the unpacking of a member is. */
interface State {
  /** The packed bytes that the decoder was given. */
  packedBytes: number;
  /** The lengths of the parts, in their order. */
  parts: number[];
  /** The own fields of the decoder, which are plain values: another one goes on with them. */
  decoder?: Record<string, unknown>;
}

/**
 * A long member as a source that is read from its parts, which are objects of the store under `folder`; undefined for one that is not long.
 * Throws StillUnpacking when it has no time any more, after at least one part; and UnreadableSource for what is no such member.
 */
export async function unpacked(folder: string, member: PackedMember, limits: Unpacking): Promise<Source | undefined> {
  if (member.sizeBytes <= limits.longBytes) return undefined;
  const at = `${folder}${member.place}/`;
  const { parts } = await unpack(at, member, limits);
  return partsSource(at, member, parts);
}

const stateKey = (at: string) => `${at}state`;
const partKey = (at: string, part: number) => `${at}${part}`;

async function unpack(at: string, member: PackedMember, { partBytes, hasTime, takeRoom }: Unpacking): Promise<State> {
  let state = await stateOf(at);
  if (isWhole(state, member)) return state;
  await takeRoom(member);
  const { decoder, taken } = decoderFrom(state);
  let { packedBytes } = state;
  let bytes = lengthOf(state.parts);
  for await (const chunk of member.packed(packedBytes)) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const piece = chunk.subarray(from, from + PIECE_BYTES);
      packedBytes += piece.length;
      const isLast = packedBytes === member.packedBytes;
      inflate(decoder, piece, isLast);
      if (bytes + taken.bytes > member.sizeBytes) throw broken(`“${member.name}” is longer than it says`);
      if (taken.bytes < partBytes && !isLast) continue;
      await fileStore().put(partKey(at, state.parts.length), Buffer.concat(taken.chunks));
      state = { packedBytes, parts: [...state.parts, taken.bytes], decoder: fieldsOf(decoder) };
      await fileStore().put(stateKey(at), serialize(state));
      bytes += taken.bytes;
      [taken.chunks, taken.bytes] = [[], 0];
      if (!isLast && !hasTime()) throw new StillUnpacking();
    }
  }
  if (!isWhole(state, member)) throw broken(`“${member.name}” ends before it should`);
  return state;
}

const isWhole = ({ packedBytes, parts }: State, member: PackedMember) =>
  packedBytes === member.packedBytes && lengthOf(parts) === member.sizeBytes;

const lengthOf = (parts: readonly number[]) => parts.reduce((sum, length) => sum + length, 0);

async function stateOf(at: string): Promise<State> {
  try {
    const { bytes } = await fileStore().get(stateKey(at), { maxBytes: MAX_STATE_BYTES });
    return deserialize(bytes) as State;
  } catch (error) {
    if (error instanceof ObjectsError && error.kind === "not_found") return { packedBytes: 0, parts: [] };
    throw error;
  }
}

/** A decoder that goes on from this state, and what it has unpacked since. */
function decoderFrom({ decoder: fields }: State) {
  const taken: { chunks: Uint8Array[]; bytes: number } = { chunks: [], bytes: 0 };
  const decoder = new Inflate((chunk) => {
    taken.chunks.push(chunk);
    taken.bytes += chunk.length;
  });
  return { decoder: Object.assign(decoder, fields), taken };
}

const fieldsOf = (decoder: Inflate) =>
  Object.fromEntries(Object.entries(decoder).filter(([, value]) => typeof value !== "function"));

function inflate(decoder: Inflate, piece: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(piece, isLast);
  } catch (error) {
    throw broken((error as Error).message);
  }
}

const broken = (why: string) => new UnreadableSource(importErrors("zip_broken", { detail: why }));

function partsSource(at: string, { name, sizeBytes }: PackedMember, parts: readonly number[]): Source {
  /** The bytes of each part that lie between `start` and `end`. */
  async function* spans(start: number, end: number): AsyncGenerator<Uint8Array> {
    let before = 0;
    for (const [part, length] of parts.entries()) {
      const [from, to] = [Math.max(start - before, 0), Math.min(end - before, length)];
      before += length;
      if (from >= to) continue;
      try {
        yield* await fileStore().stream(partKey(at, part), { start: from, endExclusive: to });
      } catch (error) {
        if (!(error instanceof ObjectsError && error.kind === "not_found")) throw error;
        // It was freed because the import had ended, and somebody let it go on since: it is unpacked anew.
        await fileStore().remove(stateKey(at));
        throw new StillUnpacking();
      }
    }
  }
  return {
    name,
    sizeBytes,
    stream: (start = 0) => spans(start, sizeBytes),
    async range(start, end) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of spans(start, end)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
}
