/**
 * What a text is about, by rules: names that are known first, then those that are written as names are, and tags. Whoever reads the same text
 * gets the same. Names and places of English texts are looked for beside it in a process of its own (see english-names.ts).
 */
import type { EntityKind } from "#core/knowledge/entity-kinds";
import { type KnownName, knownIn, treeOf } from "#core/knowledge/finding/known-names";
import { type Phrase, phrasesIn } from "#core/knowledge/finding/phrases";
import { withoutAddresses, wordsIn } from "#core/knowledge/finding/words";
import { normalizedName } from "#core/knowledge/names";
import { cut } from "#kit/text";

export interface FoundEntity {
  kind: EntityKind;
  name: string;
  start: number;
  end: number;
  /** From 0 to 1: how sure it is that this is one, and of this kind. */
  confidence: number;
  /** The row that is known by this name. */
  known?: { type: string; id: string };
  /** Several rows are known by it, so that it stays text: neither any of them nor something new is meant for sure. */
  isAmbiguous?: true;
}

export interface Finding {
  known?: Iterable<KnownName>;
  /** What another reader has found, such as english-names.ts. */
  beside?: readonly Phrase[];
}

export const MAX_TEXT = 500_000;
const MAX_CANDIDATES = 2_000;
/** What is less sure is not found. */
export const LEAST_CONFIDENCE = 0.6;
/** What stands in a text several times, and never otherwise, is more likely a name. */
const REPEATED = 0.1;

/** In the order of the text and without overlaps: of two that do, the known one counts, then a tag, then the longer, then the surer. */
export function findEntities(given: string, { known = [], beside = [] }: Finding = {}): FoundEntity[] {
  const text = withoutAddresses(cut(given, MAX_TEXT));
  const words = wordsIn(text);
  const mentions = knownIn(text, treeOf(known), words).map(
    ({ start, end, known: { type, id, kind, name }, isAmbiguous }): FoundEntity => ({
      kind,
      name,
      start,
      end,
      confidence: 1,
      ...(isAmbiguous ? { isAmbiguous } : { known: { type, id } }),
    }),
  );
  const guessed = surer([...phrasesIn(text, words), ...beside], text);
  return apart([...mentions, ...tagsIn(text), ...guessed]);
}

/** What is found again and again is surer, and gets the kind that is surest of it anywhere. */
function surer(phrases: readonly Phrase[], text: string): Phrase[] {
  const byName = Map.groupBy(phrases.slice(0, 4 * MAX_CANDIDATES), ({ name }) => normalizedName(name));
  const isSeen = new Map<string, Phrase>();
  for (const [name, ones] of byName) {
    const best = ones.reduce((a, b) => (b.confidence > a.confidence ? b : a));
    const places = new Set(ones.map(({ start }) => start)).size;
    isSeen.set(name, {
      ...best,
      confidence: Math.min(0.9, best.confidence + (places > 1 && /\s/.test(best.name) ? REPEATED : 0)),
    });
  }
  return phrases.flatMap((phrase) => {
    const best = isSeen.get(normalizedName(phrase.name));
    if (!best || best.confidence < LEAST_CONFIDENCE || phrase.end > text.length) return [];
    return [{ ...phrase, kind: best.kind, confidence: best.confidence }];
  });
}

const TAGGED = 0.95;
const TAG = /(?<![\p{L}\p{N}#&/_-])#((?=[\p{N}_-]*\p{L})[\p{L}\p{N}_-]{2,50})(?![\p{L}\p{M}\p{N}_-])/gu;

function tagsIn(text: string): FoundEntity[] {
  return [...text.matchAll(TAG)].map(({ 1: name, index }) => ({
    kind: "topic",
    name: name!.replace(/[_-]+/g, " ").trim(),
    start: index,
    end: index + name!.length + 1,
    confidence: TAGGED,
  }));
}

function apart(found: readonly FoundEntity[]): FoundEntity[] {
  const inOrder = found
    .slice(0, 8 * MAX_CANDIDATES)
    .filter(({ name }) => name !== "")
    .sort(
      (a, b) =>
        said(b) - said(a) || b.end - b.start - (a.end - a.start) || b.confidence - a.confidence || a.start - b.start,
    );
  const taken: FoundEntity[] = [];
  const places = new Set<number>();
  for (const one of inOrder) {
    if (taken.length === MAX_CANDIDATES) break;
    if (one.end - one.start > 400) continue;
    let isFree = true;
    for (let at = one.start; at < one.end && isFree; at++) isFree = !places.has(at);
    if (!isFree) continue;
    for (let at = one.start; at < one.end; at++) places.add(at);
    taken.push(one);
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** What its person has said, by a tag or because they know it, is no guess. */
const said = ({ known, isAmbiguous, confidence, kind }: FoundEntity) =>
  known || isAmbiguous ? 2 : kind === "topic" && confidence >= TAGGED ? 1 : 0;

/** A name in double brackets, as `[[Vienna]]` or `[[Vienna|there]]`. */
const REFERENCE = /\[\[([^[\]\n|]{1,300})(?:\|[^[\]\n]{0,300})?\]\]/g;
const MAX_REFERENCES = 500;

/** The names that a text puts in double brackets, each once, with how often. */
export function referencesIn(text: string): Map<string, { name: string; count: number }> {
  const found = new Map<string, { name: string; count: number }>();
  for (const [, written] of cut(text, MAX_TEXT).matchAll(REFERENCE)) {
    const name = written!.trim();
    const key = normalizedName(name);
    if (key === "") continue;
    const had = found.get(key);
    if (had) had.count++;
    else if (found.size < MAX_REFERENCES) found.set(key, { name, count: 1 });
  }
  return found;
}
