/**
 * How a text in English sounds, from -1 to 1, by VADER (C. J. Hutto and E. Gilbert, 2014; vader-sentiment): a lexicon with rules for negation,
 * degree and emphasis. It knows English alone, and was made for short texts: of many sentences its `compound` goes to one of the ends. So a long
 * text is read in passages, each about as long as a tweet, and sounds as they do in the mean, by their length.
 */
import vader from "vader-sentiment";
import { languageOf } from "#core/knowledge/language";

const PASSAGE_CHARS = 280;
/** Of a longer text the beginning counts. */
const MAX_CHARS = 100_000;

/** Null where the text is in another language, or is too short or too mixed to tell. */
export function sentimentOf(text: string): number | null {
  const prose = withoutMarks(text.slice(0, MAX_CHARS));
  return languageOf(prose) === "en" ? soundOf(prose) : null;
}

/** The same of a text that is known to be in English. */
export function soundOf(text: string): number {
  let [sum, weight] = [0, 0];
  for (const passage of passagesOf(text)) {
    const words = passage.split(/\s+/).length;
    sum += words * vader.SentimentIntensityAnalyzer.polarity_scores(passage).compound;
    weight += words;
  }
  return weight === 0 ? 0 : Math.round((sum / weight) * 1_000) / 1_000;
}

/** Sentences that follow each other, as many as are not longer than a passage together. */
function passagesOf(text: string): string[] {
  const whole = text.trim();
  if (whole.length <= PASSAGE_CHARS) return whole === "" ? [] : [whole];
  const passages: string[] = [];
  for (const { segment } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(whole)) {
    const last = passages.at(-1);
    if (segment.trim() === "") continue;
    if (last !== undefined && last.length + segment.length <= PASSAGE_CHARS)
      passages[passages.length - 1] = last + segment;
    else passages.push(segment);
  }
  return passages;
}

/** What Markdown has beside the words: code, addresses, marks of headings and lists. */
const withoutMarks = (text: string) =>
  text
    .replace(/^(```|~~~)[^\n]*\n[\s\S]*?(?:^\1|(?![\s\S]))/gm, " ")
    .replace(/`[^`\n]{0,500}`/g, " ")
    .replace(/\bhttps?:\/\/\S+/g, " ")
    .replace(/^[ \t]*(?:#{1,6}|[-*+>]|\d{1,3}[.)])[ \t]+/gm, "");
