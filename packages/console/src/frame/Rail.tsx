import "#console/ui/Switch.css";
import { lazy, Suspense, useMemo } from "react";
import { Link, NavLink } from "react-router";
import { useQuiet } from "#console/data/quiet.ts";
import { Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { type Area, type Entry, entriesOf, groupsOf, homeOf, textOf } from "./navigation.ts";
import type { Page } from "./pillars.ts";

/** The pages of an area; glyphs only below 1280 px, nothing on phones, where the tab bar is. */
export function Rail({ area, isAdmin }: { area: Area; isAdmin: boolean }) {
  const words = useFrameWords();
  const groups = groupsOf(entriesOf(area, "rail", isAdmin));
  const foot = entriesOf(area, "foot", isAdmin);
  return (
    <aside className="rail" aria-label={words.pages}>
      <NavLink className="brand" to={homeOf(area, isAdmin)} aria-label={words.product} aria-current={false}>
        <Icon name="trace" />
        <span className="label">{words.product}</span>
      </NavLink>
      {isAdmin && <AreaSwitch area={area} />}
      {groups.map((entries, at) => (
        <NavGroup key={entries[0]?.path} label={at === 0 ? words[area] : words.about} entries={entries} />
      ))}
      {foot.length > 0 && (
        <div className="rail-foot">
          <NavGroup label={words.settings} entries={foot} />
        </div>
      )}
    </aside>
  );
}

/** Between one's own life and the running of the installation. Plain links: on each page of an area the whole area is the current one. */
export function AreaSwitch({ area }: { area: Area }) {
  const words = useFrameWords();
  return (
    <nav className="segments areas" aria-label={words.areas}>
      {(["life", "operations"] as const).map((one) => (
        <Link key={one} to={homeOf(one, true)} aria-current={one === area ? "true" : undefined}>
          {words[one]}
        </Link>
      ))}
    </nav>
  );
}

export function NavGroup({ label, entries, onGo }: { label: string; entries: readonly Entry[]; onGo?: () => void }) {
  if (entries.length === 0) return null;
  return (
    <nav className="nav" aria-label={label}>
      {entries.map((entry) => (
        <NavEntry key={entry.path} entry={entry} onGo={onGo} />
      ))}
    </nav>
  );
}

function NavEntry({ entry: { pillar, page, path }, onGo }: { entry: Entry; onGo?: () => void }) {
  const place = usePlace();
  const { icon, of } = glyphOf(page.glyph ?? pillar.glyph, pillar.glyph);
  const label = textOf(page.label, place);
  return (
    <NavLink to={path} className={of && `of-${of}`} data-tip={label} onClick={onGo}>
      <Icon name={icon} />
      <span className="label">{label}</span>
      {page.count && <PageCount page={page} />}
    </NavLink>
  );
}

/** How many things wait on a page. It comes after everything else, and nothing moves when it does. */
export function PageCount({ page }: { page: Page }) {
  const isQuiet = useQuiet();
  const Count = useMemo(() => page.count && lazy(page.count), [page]);
  return (
    <span className="count">
      {Count && isQuiet && (
        <Suspense>
          <Count />
        </Suspense>
      )}
    </span>
  );
}
