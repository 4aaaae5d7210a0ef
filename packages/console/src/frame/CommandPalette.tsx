import { useEffect, useState } from "react";
import { useSession } from "#console/data/session.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Palette } from "#console/ui/Palette.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { type Action, actionsOf, matching } from "./commands.ts";
import { type Found, findRows } from "./find.ts";
import { type Area, textOf, useGo } from "./navigation.ts";

/** So many of each kind: who needs the eighth types another letter. */
const SHOWN = 7;

/** Pages, commands and rows by what is typed. */
export default function CommandPalette({ area, close }: { area: Area; close: () => void }) {
  const words = useFrameWords();
  const place = usePlace();
  const go = useGo();
  const isAdmin = useSession().me?.role === "admin";
  const [typed, setTyped] = useState("");
  const found = useFound(typed);

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
  const groups = [
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
  ].filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);

  function choose(id: string) {
    close();
    const row = found.find(({ path }) => `row ${path}` === id);
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

/** Rows of all pillars; what no longer fits what is typed is let go. */
function useFound(typed: string): readonly Found[] {
  const [found, setFound] = useState<{ typed: string; rows: readonly Found[] }>({ typed: "", rows: [] });
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < 2) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      findRows(wanted, SHOWN)
        .then((rows) => isWanted && setFound({ typed, rows }))
        // Pages and commands are found without the API.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      isWanted = false;
    };
  }, [typed]);
  return found.typed === typed ? found.rows : [];
}
