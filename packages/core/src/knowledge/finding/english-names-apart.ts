/** Reads an English text in a process that may be killed while it does. Call `englishNames` instead, which starts that process. */
import nlp from "compromise";
import type { EntityKind } from "#core/knowledge/entity-kinds";
import type { Phrase } from "#core/knowledge/finding/phrases";

const MOST = 2_000;
/** A text speaks of something when it names it so often, in several words. */
const OFTEN = 3;
const MAX_TOPICS = 5;

interface Piece {
  text: string;
  /** `start` is behind what stands before the first word, such as brackets, and `length` has that in it. */
  offset: { start: number; length: number };
  terms: { pre: string }[];
  person?: { lastName?: string };
}

export async function namesApart(document: Uint8Array): Promise<string> {
  const text = new TextDecoder().decode(document);
  const doc = nlp(text);
  const found: Phrase[] = [];
  const add = (kind: EntityKind, pieces: Piece[], confidence: (piece: Piece) => number) => {
    for (const piece of pieces) {
      const from = piece.offset.start;
      const written = text.slice(from, endOf(piece));
      const [before] = /^[^\p{L}\p{N}]*/u.exec(written)!;
      const name = written.slice(before.length).replace(/(?:['’]s?)?[^\p{L}\p{N}]*$/u, "");
      // What has no capital letter is a guess by the grammar, and what goes over a line is two.
      if (!/\p{Lu}/u.test(name) || name.includes("\n") || name.length > 100) continue;
      const start = from + before.length;
      found.push({ kind, name, start, end: start + name.length, confidence: confidence(piece) });
    }
  };
  const piecesOf = (view: { json(options: object): unknown }) => view.json({ offset: true }) as Piece[];
  add("person", piecesOf(doc.people()), ({ person }) => (person?.lastName ? 0.8 : 0.65));
  add("place", piecesOf(doc.places()), () => 0.75);
  add("organisation", piecesOf(doc.organizations()), () => 0.7);
  found.push(...topics(text, doc.match("#Adjective? #Noun+ #Noun").json({ offset: true }) as Piece[]));
  return JSON.stringify(found.slice(0, MOST));
}

const endOf = ({ offset: { start, length }, terms: [first] }: Piece): number =>
  start + length - (first?.pre.length ?? 0);

function topics(text: string, pieces: readonly Piece[]): Phrase[] {
  const byName = Map.groupBy(pieces, (piece) =>
    piece.text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
  return [...byName]
    .filter(
      ([name, ones]) =>
        ones.length >= OFTEN && name.length <= 60 && / /.test(name) && !/\p{Lu}/u.test(ones[0]!.text.slice(1)),
    )
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MAX_TOPICS)
    .flatMap(([name, ones]) =>
      ones.map(
        (piece): Phrase => ({
          kind: "topic",
          name,
          start: piece.offset.start,
          end: Math.min(text.length, endOf(piece)),
          confidence: 0.6,
        }),
      ),
    );
}
