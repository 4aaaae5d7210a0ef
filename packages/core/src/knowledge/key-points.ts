/**
 * The sentences that say most of what a text says, as they stand in it: those nearest to its centroid (D. R. Radev and others, 2004), of which none
 * says much of what another one says (maximal marginal relevance). Each sentence is looked at once, so that the work grows with the text.
 */

export interface KeyPoint {
  text: string;
  /** Where it stands in the text, in UTF-16 code units. */
  start: number;
  end: number;
}

/** Of a longer text the beginning counts. */
const MAX_CHARS = 200_000;
const MAX_SENTENCES = 2_000;
/** A text of fewer sentences is its own summary. */
const LEAST_SENTENCES = 7;
const LEAST_WORDS = 7;
const SENTENCE_CHARS = { min: 40, max: 420 };
/** How much of a sentence another one may say already. */
const ALIKE = 0.5;
/** Among how many of the best ones is chosen. */
const CANDIDATES = 60;

interface Sentence extends KeyPoint {
  words: Map<string, number>;
  at: number;
}

/** Three to five sentences, in their order; none of a text that is short. */
export function keyPointsOf(text: string, language?: string | null): KeyPoint[] {
  const sentences = sentencesOf(text.slice(0, MAX_CHARS), language ?? "und");
  if (sentences.length < LEAST_SENTENCES) return [];
  const most = sentences.length < 20 ? 3 : sentences.length < 60 ? 4 : 5;

  const among = new Map<string, number>();
  for (const { words } of sentences) for (const word of words.keys()) among.set(word, (among.get(word) ?? 0) + 1);
  // What is in every second sentence are function words; what is in one alone is no theme.
  const weightOf = (word: string) => {
    const count = among.get(word)!;
    return count < 2 || count > sentences.length / 2 ? 0 : Math.log(sentences.length / count) * count;
  };
  const weights = new Map([...among.keys()].map((word) => [word, weightOf(word)]));
  const score = ({ words, at }: Sentence) => {
    let sum = 0;
    for (const word of words.keys()) sum += weights.get(word)!;
    // Long sentences say more, and not in proportion; the first ones say what a text is about.
    return (sum / Math.sqrt(words.size + 8)) * (at < 3 ? 1.25 : 1);
  };
  const ranked = sentences
    .map((sentence) => ({ sentence, score: score(sentence) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.sentence.at - b.sentence.at)
    .slice(0, CANDIDATES);
  const chosen: Sentence[] = [];
  for (const { sentence } of ranked) {
    if (chosen.length === most) break;
    if (chosen.every((other) => likeness(sentence, other, weights) < ALIKE)) chosen.push(sentence);
  }
  return chosen.sort((a, b) => a.start - b.start).map(({ text: words, start, end }) => ({ text: words, start, end }));
}

/** How much of the weight of the lighter one the other has, too. */
function likeness(a: Sentence, b: Sentence, weights: ReadonlyMap<string, number>): number {
  let [common, ofA, ofB] = [0, 0, 0];
  for (const word of a.words.keys()) {
    const weight = weights.get(word)!;
    ofA += weight;
    if (b.words.has(word)) common += weight;
  }
  for (const word of b.words.keys()) ofB += weights.get(word)!;
  return common / Math.max(Math.min(ofA, ofB), 1e-9);
}

function sentencesOf(text: string, locale: string): Sentence[] {
  const sentences: Sentence[] = [];
  const seen = new Set<string>();
  for (const { text: segment, start } of segmentsOf(text, locale)) {
    const trimmed = segment.trim();
    if (trimmed.length < SENTENCE_CHARS.min || trimmed.length > SENTENCE_CHARS.max || seen.has(trimmed)) continue;
    // A table, a menu and a line of code have no end as a sentence has.
    if (!/[.!?…。！？؟"”»)]$/u.test(trimmed) || /[|{}]|^\s*[#>*-]/.test(trimmed)) continue;
    const words = new Map<string, number>();
    for (const word of wordsOf(trimmed, locale)) words.set(word, (words.get(word) ?? 0) + 1);
    if (words.size < LEAST_WORDS) continue;
    seen.add(trimmed);
    const begin = start + segment.indexOf(trimmed);
    sentences.push({ text: trimmed, start: begin, end: begin + trimmed.length, words, at: sentences.length });
    if (sentences.length === MAX_SENTENCES) break;
  }
  return sentences;
}

/** A segmenter takes a paragraph that never ends as one, and long for it: it is given pieces. */
const PIECE_CHARS = 5_000;

/** The sentences of each paragraph, with where they begin. */
export function* segmentsOf(text: string, locale: string): Generator<{ text: string; start: number }> {
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  let at = 0;
  for (const paragraph of text.split("\n")) {
    for (let piece = 0; piece < paragraph.length; piece += PIECE_CHARS)
      for (const { segment, index } of segmenter.segment(paragraph.slice(piece, piece + PIECE_CHARS)))
        yield { text: segment, start: at + piece + index };
    at += paragraph.length + 1;
  }
}

const SPACELESS = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/;

/** Folded; where words are not divided by spaces, as a dictionary divides them. */
function wordsOf(sentence: string, locale: string): string[] {
  const folded = sentence.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  if (!SPACELESS.test(sentence)) return folded.match(/[\p{L}\p{N}]{3,40}/gu) ?? [];
  const segmenter = new Intl.Segmenter(locale, { granularity: "word" });
  return [...segmenter.segment(sentence)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}
