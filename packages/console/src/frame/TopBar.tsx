import { useState } from "react";
import { Link } from "react-router";
import { setAppearance, useAppearance } from "#console/data/appearance.ts";
import { change } from "#console/data/change.ts";
import { useSession } from "#console/data/session.ts";
import { Button } from "#console/ui/Button.tsx";
import { Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { Menu } from "#console/ui/Menu.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { usePlace } from "#console/words/place.ts";
import { actionsOf } from "./commands.ts";
import { LastNotices } from "./Notices.tsx";
import { type Area, entriesOf, textOf, useGo } from "./navigation.ts";
import { PageCount } from "./Rail.tsx";

type TopBarProps = { area: Area; openPalette: () => void; openKeys: () => void };

export function TopBar({ area, openPalette, openKeys }: TopBarProps) {
  const words = useFrameWords();
  const place = usePlace();
  const go = useGo();
  const isAdmin = useSession().me?.role === "admin";
  const add = actionsOf(place, isAdmin).find((action) => action.keys === "n" && action.area === area);
  return (
    <header className="top">
      <button type="button" className="find" onClick={openPalette} aria-keyshortcuts="/">
        <Icon name="search" />
        <span className="long">{words.search}</span>
        <span className="short">{words.searchShort}</span>
        <kbd>/</kbd>
      </button>
      <span className="top-space" />
      {add && (
        <Button kind="main" icon="plus" className="top-add" onClick={() => void add.run({ go })}>
          {words.add}
        </Button>
      )}
      <ThemeMenu />
      {entriesOf("life", "top", isAdmin).map(({ pillar, page, path }) => (
        <Link key={path} to={path} className="button bare only-icon top-link" data-tip={textOf(page.label, place)}>
          <Icon name={glyphOf(page.glyph ?? pillar.glyph).icon} />
          <span className="unseen">{textOf(page.label, place)}</span>
          <PageCount page={page} />
        </Link>
      ))}
      <AccountMenu openKeys={openKeys} />
    </header>
  );
}

function ThemeMenu() {
  const words = useFrameWords();
  const { theme } = useAppearance();
  const choose = (chosen: typeof theme) => {
    setAppearance({ theme: chosen });
    // It holds on this machine at once; on the others as soon as it is saved.
    void change("identity.settings.update", { body: { theme: chosen }, title: words.theme }).catch(() => {});
  };
  const choices = ["system", "light", "dark"] as const;
  const icons = { system: "contrast", light: "sun", dark: "moon" } as const;
  return (
    <Menu
      label={words.theme}
      icon={icons[theme]}
      atEnd
      items={choices.map((one) => ({
        label: words.themes[one],
        icon: one === theme ? "check" : icons[one],
        onSelect: () => choose(one),
      }))}
    />
  );
}

function AccountMenu({ openKeys }: { openKeys: () => void }) {
  const words = useFrameWords();
  const place = usePlace();
  const { me, signOut } = useSession();
  const { density } = useAppearance();
  const [isReading, setReading] = useState(false);
  const name = me?.name ?? me?.email ?? "";
  const settings = entriesOf("life", "foot", me?.role === "admin");
  return (
    <>
      <Menu
        label={words.account(name)}
        className="who"
        atEnd
        face={firstLetter(name).toLocaleUpperCase(place.locale)}
        items={[
          ...settings.map(({ page, pillar, path }) => ({
            label: textOf(page.label, place),
            icon: glyphOf(page.glyph ?? pillar.glyph).icon,
            to: path,
          })),
          { label: words.keys, icon: "keyboard", keys: "?", onSelect: openKeys },
          { label: words.lastNotices, icon: "clock", onSelect: () => setReading(true) },
          {
            label: density === "compact" ? words.comfortable : words.compact,
            icon: "list",
            onSelect: () => setAppearance({ density: density === "compact" ? "cosy" : "compact" }),
          },
          { label: words.signOut, icon: "exit", onSelect: () => void signOut() },
        ]}
      />
      <LastNotices open={isReading} close={() => setReading(false)} />
    </>
  );
}

/** A digit in its place would be read as the button's name, which it is not (WCAG 2.5.3). */
const firstLetter = (name: string): string => /\p{L}/u.exec(name)?.[0] ?? "?";
