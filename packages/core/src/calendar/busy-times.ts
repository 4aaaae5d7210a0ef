/**
 * The times that many events take together. Nearly all begin and end with a minute: these are bits, so that to take one costs the same
 * however many there are and nothing has to be sorted.
 */

const MINUTE_MS = 60_000;
const BITS = 32;

/** What is taken of a window of time; moments are milliseconds. `to` is exclusive. */
export function busyTimes(from: number, to: number) {
  const base = Math.floor(from / MINUTE_MS) * MINUTE_MS;
  // The last word stays empty, where every search ends.
  const minutes = new Int32Array(Math.ceil((to - base) / MINUTE_MS / BITS) + 1);
  const [starts, ends]: [number[], number[]] = [[], []];
  return {
    /** What of it is outside of the window is left out; what has no length takes nothing. */
    take(start: number, end: number): void {
      if (start >= end || start >= to || end <= from) return;
      const [first, last] = [start < from ? from : start, end > to ? to : end];
      if (first % MINUTE_MS === 0 && last % MINUTE_MS === 0)
        setBits(minutes, (first - base) / MINUTE_MS, (last - base) / MINUTE_MS);
      else {
        starts.push(first);
        ends.push(last);
      }
    },
    /** All of it in order, without gaps between what overlaps or touches; from then on nothing is taken. */
    blocks(): { start: number; end: number }[] {
      const most = (minutes.length - 1) * BITS;
      const runs: { start: number; end: number }[] = [];
      for (let at = nextBit(minutes, 0, 0); at < most; ) {
        const end = nextBit(minutes, at, -1);
        runs.push({ start: base + at * MINUTE_MS, end: base + end * MINUTE_MS });
        at = nextBit(minutes, end, 0);
      }
      minutes.fill(0);
      const others = [starts.splice(0), ends.splice(0)] as const;
      if (others[0].length === 0) return runs;
      for (const { start, end } of runs) {
        others[0].push(start);
        others[1].push(end);
      }
      return merged(...others);
    },
  };
}

function setBits(words: Int32Array, from: number, to: number): void {
  const [first, last] = [from >>> 5, (to - 1) >>> 5];
  const [head, tail] = [-1 << (from & 31), -1 >>> (31 - ((to - 1) & 31))];
  if (first === last) {
    words[first]! |= head & tail;
    return;
  }
  words[first]! |= head;
  words.fill(-1, first + 1, last);
  words[last]! |= tail;
}

/** The place of the first bit from a place on: one that is set, or with `flip` -1 one that is not; the end where there is none. */
function nextBit(words: Int32Array, from: number, flip: 0 | -1): number {
  let word = from >>> 5;
  if (word >= words.length) return words.length * BITS;
  let bits = (words[word]! ^ flip) & (-1 << (from & 31));
  while (bits === 0) {
    if (++word === words.length) return word * BITS;
    bits = words[word]! ^ flip;
  }
  return word * BITS + 31 - Math.clz32(bits & -bits);
}

/** Which start and which end are of one block does not matter: a gap is where as many have ended as have begun. */
function merged(starts: readonly number[], ends: readonly number[]): { start: number; end: number }[] {
  const [begun, ended] = [new Float64Array(starts).sort(), new Float64Array(ends).sort()];
  const result: { start: number; end: number }[] = [];
  for (let first = 0, at = 0; at < begun.length; at++) {
    if (at + 1 < begun.length && begun[at + 1]! <= ended[at]!) continue;
    result.push({ start: begun[first]!, end: ended[at]! });
    first = at + 1;
  }
  return result;
}
