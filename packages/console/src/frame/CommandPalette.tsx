import { useEffect, useState } from "react";
import { useSession } from "#console/data/session.ts";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Palette } from "#console/ui/Palette.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { type Action, actionsOf, matching } from "./commands.ts";
import { type Area, useGo } from "./navigation.ts";
import { type Found, type Pillar, pillars } from "./pillars.ts";

/** So many of each kind: who needs the eighth types another letter. */
const SHOWN = 7;

/** Pages, commands and rows of the pillars, by what is typed. */
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
      items: found.map(({ pillar, row }) => ({
        id: `row ${row.path}`,
        label: row.label,
        sub: row.sub,
        lead: <Glyph small {...glyphOf(row.glyph ?? pillar.glyph, pillar.glyph)} />,
      })),
    },
    { title: words.commands, items: ofKind("command").map(itemOf) },
    { title: words.pages, items: ofKind("page").map(itemOf) },
  ].filter(({ items }) => items.length > 0);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);

  function choose(id: string) {
    close();
    const row = found.find((one) => `row ${one.row.path}` === id);
    if (row) go(row.row.path);
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

type FoundRow = { pillar: Pillar; row: Found };

/** A pause this long after the last letter, so that not every letter asks. */
const PAUSE_MS = 150;

/** Rows of all pillars, each as soon as its pillar answers; what no longer fits what is typed is let go. */
function useFound(typed: string): readonly FoundRow[] {
  const [found, setFound] = useState<{ typed: string; rows: readonly FoundRow[] }>({ typed: "", rows: [] });
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      for (const pillar of pillars) {
        pillar
          .find?.(wanted, stop.signal)
          .then((rows) => {
            if (stop.signal.aborted) return;
            const added = rows.slice(0, SHOWN).map((row) => ({ pillar, row }));
            setFound((now) => ({ typed, rows: now.typed === typed ? [...now.rows, ...added] : added }));
          })
          // The search goes on without a pillar that does not answer.
          .catch(() => {});
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [typed]);
  return found.typed === typed && typed.trim().length >= 2 ? found.rows : [];
}
