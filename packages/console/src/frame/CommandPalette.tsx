import { type RefObject, useEffect, useState } from "react";
import { rememberSearch, useSearches } from "#console/data/searches.ts";
import { useSession } from "#console/data/session.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Marked } from "#console/ui/Marked.tsx";
import { Palette } from "#console/ui/Palette.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { type Action, actionsOf, matching } from "./commands.ts";
import { type Found, findRows, findSaid, type Said } from "./find.ts";
import { type Area, textOf, useGo } from "./navigation.ts";

/** So many of each kind: who needs the eighth types another letter. */
const SHOWN = 7;

/** Of rows that say what is typed. */
const SAID = 5;
/** The choice that leads to the page of the search. */
const EVERYTHING = "everything";

interface Props {
  area: Area;
  /** What was typed while this was loaded. */
  typedAhead: RefObject<string>;
  close: () => void;
}

/** Pages, commands and rows by what is typed. */
export default function CommandPalette({ area, typedAhead, close }: Props) {
  const words = useFrameWords();
  const place = usePlace();
  const go = useGo();
  const isAdmin = useSession().me?.role === "admin";
  const [typed, setTyped] = useState(() => typedAhead.current);
  useEffect(() => {
    typedAhead.current = "";
  }, [typedAhead]);
  const { found, said, isThere } = useFound(typed);
  const before = useSearches();
  const wanted = typed.trim();

  // What belongs to where one is comes first.
  const actions = actionsOf(place, isAdmin).sort((a, b) => Number(b.area === area) - Number(a.area === area));
  const matched = matching(actions, typed);
  const ofKind = (kind: Action["kind"]) =>
    matched.filter((action) => action.kind === kind).slice(0, typed === "" ? 40 : SHOWN);
  const itemOf = ({ id, label, glyph, of, keys }: Action) => ({
    id,
    label,
    keys,
    lead: <Glyph small {...glyphOf(glyph, of)} />,
  });
  // What is marked first stays marked: what comes last in the list is shown when what comes before is there.
  const elsewhere = (isThere ? said : []).filter(({ path }) => !found.some((row) => row.path === path));
  const groups = [
    {
      title: words.searchedBefore,
      items:
        wanted === ""
          ? before.map((text) => ({ id: `before ${text}`, label: text, lead: <Glyph small icon="search" /> }))
          : [],
    },
    {
      title: words.found,
      items: found.map(({ title, path, entity }) => ({
        id: `row ${path}`,
        label: title,
        sub: textOf(entity.label, place),
        lead: <Glyph small {...glyphOf(entity.glyph ?? entity.pillar.glyph, entity.pillar.glyph)} />,
      })),
    },
    { title: words.commands, items: ofKind("command").map(itemOf) },
    { title: words.pages, items: ofKind("page").map(itemOf) },
    {
      title: words.said,
      items: elsewhere.map(({ title, snippet, path, entity }) => ({
        id: `row ${path}`,
        label: title.text || textOf(entity.label, place),
        title: title.text ? <Marked {...title} /> : undefined,
        sub: snippet.text ? <Marked {...snippet} /> : textOf(entity.label, place),
        lead: <Glyph small {...glyphOf(entity.glyph ?? entity.pillar.glyph, entity.pillar.glyph)} />,
      })),
    },
    {
      title: words.everything,
      items:
        wanted.length < 2 || !isThere
          ? []
          : [{ id: EVERYTHING, label: words.searchFor(wanted), lead: <Glyph small icon="search" /> }],
    },
  ].filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { title, items }) => (title === words.everything ? sum : sum + items.length), 0);

  function choose(id: string) {
    close();
    const text = id === EVERYTHING ? wanted : before.find((one) => `before ${one}` === id);
    if (text !== undefined) {
      rememberSearch(text);
      go(`/search?q=${encodeURIComponent(text)}`);
      return;
    }
    const row = [...found, ...elsewhere].find(({ path }) => `row ${path}` === id);
    if (row) go(row.path);
    else void matched.find((action) => action.id === id)?.run({ go });
  }

  return (
    <Palette
      label={words.search}
      placeholder={words.search}
      resultsLabel={words.searchShort}
      typed={typed}
      onType={setTyped}
      groups={groups}
      onChoose={choose}
      onClose={close}
      status={count === 0 ? words.noneFound(typed) : words.results(count)}
    />
  );
}

/** A pause this long after the last letter, so that not every letter asks. */
const PAUSE_MS = 150;

interface Rows {
  found: readonly Found[];
  said: readonly Said[];
  /** Whether it is known what is called as typed. */
  isThere: boolean;
}

const NOTHING: Rows = { found: [], said: [], isThere: false };

/** Rows of all pillars; what no longer fits what is typed is let go. What rows say may come later than what they are called. */
function useFound(typed: string): Rows {
  const [rows, setRows] = useState<Rows & { typed: string }>({ typed: "", ...NOTHING });
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < 2) return;
    let isWanted = true;
    const set = (some: Partial<Rows>) =>
      isWanted && setRows((before) => ({ ...NOTHING, ...(before.typed === typed && before), ...some, typed }));
    const timer = setTimeout(() => {
      // Pages and commands are found without the API.
      findRows(wanted, SHOWN)
        .then((found) => set({ found, isThere: true }))
        .catch(() => set({ isThere: true }));
      findSaid(wanted, SAID)
        .then((said) => set({ said }))
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      isWanted = false;
    };
  }, [typed]);
  return rows.typed === typed ? rows : NOTHING;
}
