/** Between the pages that are about oneself and who one shares with. */
import "./identity.css";
import { NavLink } from "react-router";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const PAGES = {
  settings: "settings",
  households: "households",
  dependents: "dependents",
  personas: "personas",
  grants: "grants",
  connections: "connections",
  keys: "api-keys",
} as const;

export function SettingsNav() {
  const words = useWords<typeof en>("identity").nav;
  return (
    <nav className="settings-nav" aria-label={words.label}>
      {(Object.keys(PAGES) as (keyof typeof PAGES)[]).map((name) => (
        <NavLink key={name} to={`/identity/${PAGES[name]}`}>
          {words[name]}
        </NavLink>
      ))}
    </nav>
  );
}
