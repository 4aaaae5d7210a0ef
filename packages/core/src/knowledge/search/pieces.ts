/** What is written of a row into the search: its pieces, with their words. */
import { chunksOf } from "#core/knowledge/chunks";
import { languageOf } from "#core/knowledge/language";
import { wordsOf } from "#core/knowledge/search/words";

export interface Said {
  title: string;
  content: string;
  tags: readonly string[];
}

export interface Piece {
  position: number;
  content: string;
  /** Each word with its places, as a tsvector has them. */
  words: ReadonlyMap<string, readonly string[]>;
}

/** Of a row with very many pieces the first are searched. */
const MAX_PIECES = 500;
/** Of the tags of a row. */
const MAX_TAGS = 50;

export const tagsOf = ({ tags }: Pick<Said, "tags">): string[] => tags.slice(0, MAX_TAGS);

/** At least one, since a row is found by its title and tags, too; none of a row that says nothing. Each piece has the words of the title. */
export function piecesOf(said: Said): Piece[] {
  const chunks = chunksOf(said.content).slice(0, MAX_PIECES);
  if (chunks.length === 0 && said.title.trim() === "" && said.tags.length === 0) return [];
  const pieces = chunks.length > 0 ? chunks : [{ position: 0, content: "" }];
  return pieces.map(({ position, content }) => ({ position, content, words: placesOf({ ...said, content }) }));
}

/** Of the whole row: a piece alone may be too short to tell. */
export const languageOfRow = ({ title, content }: Said): string | null => languageOf(`${title}\n${content}`);

/** PostgreSQL's limits: what stands behind the last place has that, and of more places the first are known. */
const MAX_PLACE = 16_383;
const MAX_PLACES = 255;

function placesOf(said: Said): Map<string, string[]> {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { text, weight } of partsOf(said))
    for (const { word } of wordsOf(text)) {
      place = Math.min(place + 1, MAX_PLACE);
      const known = places.get(word);
      if (known === undefined) places.set(word, [`${place}${weight}`]);
      else if (known.length < MAX_PLACES) known.push(`${place}${weight}`);
    }
  return places;
}

/** Of what no language is told, the stems of these. */
const GUESSED = ["en", "de"] as const;
export const stemmedIn = (language: string | null): readonly string[] => (language === null ? GUESSED : [language]);

/**
 * In PostgreSQL's notation of a tsvector, with the stems at the places of their words: each with a slash and its language behind, so that it is
 * taken for no word. A word that is its own stem stands for that, too.
 */
export function lexemesOf(
  { words }: Piece,
  language: string | null,
  stemOf: (word: string, language: string) => string | undefined,
): string {
  const lexemes: string[] = [];
  for (const [word, places] of words) {
    const at = places.join();
    lexemes.push(`'${word}':${at}`);
    for (const one of stemmedIn(language)) {
      const stem = stemOf(word, one);
      if (stem !== undefined && stem !== word) lexemes.push(`'${stem}/${one}':${at}`);
    }
  }
  return lexemes.join(" ");
}

/** In the order in which their words are counted, by which it is known again where in them a place is. */
export const partsOf = ({ title, content, tags }: Said) => [
  { part: "title", text: title, weight: "A" } as const,
  ...tagsOf({ tags }).map((text) => ({ part: "tag", text, weight: "B" }) as const),
  { part: "content", text: content, weight: "" } as const,
];
