import { useState } from "react";
import { NavLink } from "react-router";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { actionsOf } from "./commands.ts";
import { type Area, entriesOf, groupsOf, tabsOf, textOf, useGo } from "./navigation.ts";
import { AreaSwitch, NavGroup } from "./Rail.tsx";

/** Where one goes with a thumb: the three pages one opens most, adding, and the rest. */
export function TabBar({ area, isAdmin }: { area: Area; isAdmin: boolean }) {
  const words = useFrameWords();
  const place = usePlace();
  const go = useGo();
  const [isOpen, setOpen] = useState(false);
  const add = actionsOf(place, isAdmin).find((action) => action.keys === "n" && action.area === area);
  const tabs = tabsOf(area, isAdmin).slice(0, add ? 3 : 4);
  const before = Math.ceil(tabs.length / 2);

  const link = ({ page, pillar, path }: (typeof tabs)[number]) => (
    <NavLink key={path} to={path}>
      <Icon name={glyphOf(page.glyph ?? pillar.glyph).icon} />
      {textOf(page.label, place)}
    </NavLink>
  );
  return (
    <>
      <nav className="tab-bar" aria-label={words[area]}>
        {tabs.slice(0, before).map(link)}
        {add && (
          <button type="button" className="tab-add" aria-label={words.add} onClick={() => void add.run({ go })}>
            <Icon name="plus" />
          </button>
        )}
        {tabs.slice(before).map(link)}
        <button type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="more" />
          {words.more}
        </button>
      </nav>
      <Sheet open={isOpen} onClose={() => setOpen(false)} title={words[area]}>
        <div className="more-pages">
          {isAdmin && <AreaSwitch area={area} />}
          {groupsOf(entriesOf(area, "rail", isAdmin)).map((entries, at) => (
            <NavGroup
              key={entries[0]?.path}
              label={at === 0 ? words[area] : words.about}
              entries={entries}
              onGo={() => setOpen(false)}
            />
          ))}
          <NavGroup label={words.settings} entries={entriesOf(area, "foot", isAdmin)} onGo={() => setOpen(false)} />
        </div>
      </Sheet>
    </>
  );
}
