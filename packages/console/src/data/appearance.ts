/**
 * How the console looks for this person. Theme and accent are in their settings; a copy is kept for the first paint, which early.js reads.
 */
import { useSyncExternalStore } from "react";
import { place } from "../words/place.ts";
import type { Answer } from "./client.ts";

export type Settings = Answer<"identity.settings.get">;

export interface Appearance {
  theme: "system" | "light" | "dark";
  density: "cosy" | "compact";
  /** Whether single keys do something (WCAG 2.1.4). */
  hasKeys: boolean;
  /** `#rrggbb`; null for LifeOS's own. */
  accent: string | null;
}

const STORE = "lifeos.appearance";
/** What turns an accent into custom properties; the frame brings it, since colours are the look's business. */
let tokensOf: (accent: string | null) => Readonly<Record<string, string>> = () => ({});
let current: Appearance = { theme: "system", density: "cosy", hasKeys: true, accent: null, ...kept() };
const listeners = new Set<() => void>();

export function setAccentRule(rule: typeof tokensOf): void {
  tokensOf = rule;
  show();
}

/** What the person's settings say; the rest stays as it was on this machine. */
export function takeSettings(settings: Settings): void {
  setAppearance({ theme: settings.theme, accent: settings.accentColorHex });
}

export function setAppearance(changed: Partial<Appearance>): void {
  current = { ...current, ...changed };
  show();
  for (const listener of listeners) listener();
}

export const useAppearance = (): Appearance => useSyncExternalStore(subscribe, () => current);
export const appearance = (): Appearance => current;

function show(): void {
  const { documentElement: root } = document;
  const tokens = tokensOf(current.accent);
  if (current.theme === "system") delete root.dataset.theme;
  else root.dataset.theme = current.theme;
  root.dataset.density = current.density;
  for (const [name, value] of Object.entries(tokens)) root.style.setProperty(name, value);
  const { language } = place();
  localStorage.setItem(
    STORE,
    JSON.stringify({
      ...current,
      language: language === "qps" ? "en" : language,
      accent: tokens,
      accentHex: current.accent,
    }),
  );
}

function kept(): Partial<Appearance> {
  try {
    const { theme, density, hasKeys, accentHex } = JSON.parse(
      localStorage.getItem(STORE) ?? "{}",
    ) as Partial<Appearance> & { accentHex?: string | null };
    const known = { theme, density, hasKeys, accent: accentHex };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  } catch {
    return {};
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
