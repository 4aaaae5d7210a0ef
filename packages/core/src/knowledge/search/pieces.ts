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
  /** A tsvector in PostgreSQL's notation: each word with its places. */
  words: string;
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
  return pieces.map(({ position, content }) => ({ position, content, words: lexemesOf({ ...said, content }) }));
}

/** Of the whole row: a piece alone may be too short to tell. */
export const languageOfRow = ({ title, content }: Said): string | null => languageOf(`${title}\n${content}`);

/** PostgreSQL's limit: what stands behind has this place. */
const MAX_PLACE = 16_383;
const MAX_PLACES = 255;

function lexemesOf(said: Said): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { text, weight } of partsOf(said))
    for (const { word } of wordsOf(text)) {
      place = Math.min(place + 1, MAX_PLACE);
      const known = places.get(word);
      if (known === undefined) places.set(word, [`${place}${weight}`]);
      else if (known.length < MAX_PLACES) known.push(`${place}${weight}`);
    }
  return Array.from(places, ([word, at]) => `'${word}':${at.join()}`).join(" ");
}

/** In the order in which their words are counted, by which it is known again where in them a place is. */
export const partsOf = ({ title, content, tags }: Said) => [
  { part: "title", text: title, weight: "A" } as const,
  ...tagsOf({ tags }).map((text) => ({ part: "tag", text, weight: "B" }) as const),
  { part: "content", text: content, weight: "" } as const,
];
