/** What of a row is shown, and where in it the words are that were found. */
import type { Hit } from "#core/knowledge/search/hit";
import { partsOf } from "#core/knowledge/search/pieces";
import { wordsOf } from "#core/knowledge/search/words";

/** From `start` up to and without `end`, in UTF-16 code units, as JavaScript counts. */
export interface Range {
  start: number;
  end: number;
}

export interface Marked {
  text: string;
  marks: Range[];
}

const MAX_SNIPPET = 240;
/** What is shown before the first word that was found. */
const BEFORE = 60;

export function shownOf(hit: Omit<Hit, "fit">): { title: Marked; snippet: Marked } {
  const found = new Set(hit.places);
  let place = 0;
  const marks = new Map<string, Range[]>();
  for (const { part, text } of partsOf(hit)) {
    const ranges: Range[] = [];
    for (const { start, end } of wordsOf(text)) if (found.has(++place)) ranges.push({ start, end });
    if (part !== "tag") marks.set(part, ranges);
  }
  return {
    title: { text: hit.title, marks: joined(marks.get("title") ?? []) },
    snippet: cutAround(hit.content, joined(marks.get("content") ?? [])),
  };
}

/** Words that overlap, as those of a language without spaces do, are marked together. */
function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges) {
    const last = all.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else all.push({ ...range });
  }
  return all;
}

/** The part of a text with the most marks, which begins and ends with whole words. */
function cutAround(text: string, marks: readonly Range[]): Marked {
  if (text.length <= MAX_SNIPPET) return { text, marks: [...marks] };
  const counts = marks.map(
    ({ start }) => marks.filter((one) => one.start >= start && one.end <= start + MAX_SNIPPET - BEFORE).length,
  );
  const best = marks[counts.indexOf(Math.max(...counts))];
  const from = beginningOf(
    text,
    Math.max(0, Math.min((best?.start ?? 0) - BEFORE, text.length - MAX_SNIPPET)),
    best?.start ?? 0,
  );
  const to = endOf(text, Math.min(text.length, from + MAX_SNIPPET), best?.end ?? 0);
  const [before, after] = [from > 0 ? "…" : "", to < text.length ? "…" : ""];
  const shift = before.length - from;
  return {
    text: `${before}${text.slice(from, to)}${after}`,
    marks: marks
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

function beginningOf(text: string, at: number, most: number): number {
  if (at === 0) return 0;
  const space = text.slice(at - 1, Math.min(most, at + 30)).search(/\s/);
  return space < 0 ? wholeAt(text, at) : at + space;
}

function endOf(text: string, at: number, least: number): number {
  if (at >= text.length) return text.length;
  const tail = text.slice(Math.max(least, at - 30), at);
  const space = tail.search(/\s\S*$/);
  return space < 0 ? wholeAt(text, at) : at - tail.length + space;
}

/** Not within a character. */
const wholeAt = (text: string, at: number) => ((text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at);
