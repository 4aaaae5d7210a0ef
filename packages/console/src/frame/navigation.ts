/** What stands where in the frame, made from the pillars. */
import { useNavigate } from "react-router";
import type { Place } from "#console/words/place.ts";
import { languageOfWords } from "#console/words/place.ts";
import { bracketed } from "#console/words/words.ts";
import { type Label, type Page, type Pillar, pillars } from "./pillars.ts";

export type Area = Pillar["area"];
export type Entry = { pillar: Pillar; page: Page; path: string };

/** Pages of this area that have this place, in the order of their pillars. */
export function entriesOf(area: Area, where: Page["navigation"], isAdmin: boolean): Entry[] {
  return pillars
    .filter((pillar) => pillar.area === area)
    .flatMap((pillar) => pillar.pages.map((page) => ({ pillar, page, path: `/${page.path}` })))
    .filter(({ page }) => (page.navigation ?? "none") === where && (page.role !== "admin" || isAdmin));
}

/** Pillars from this order on are about all the others, and stand apart from them. */
const APART = 100;

export function groupsOf(entries: readonly Entry[]): Entry[][] {
  const [own, about] = [
    entries.filter(({ pillar }) => pillar.order < APART),
    entries.filter(({ pillar }) => pillar.order >= APART),
  ];
  return [own, about].filter((group) => group.length > 0);
}

export function tabsOf(area: Area, isAdmin: boolean): Entry[] {
  const entries = (["rail", "foot", "none"] as const).flatMap((where) => entriesOf(area, where, isAdmin));
  return entries.filter(({ page }) => page.tab !== undefined).sort((a, b) => a.page.tab! - b.page.tab!);
}

/** Where an area begins: its first page. */
export function homeOf(area: Area, isAdmin: boolean): string {
  return entriesOf(area, "rail", isAdmin)[0]?.path ?? "/";
}

/** Opens a page by its path below /console, with or without its first slash. */
export function useGo(): (path: string) => void {
  const navigate = useNavigate();
  return (path) => void navigate(path.startsWith("/") ? path : `/${path}`);
}

export function textOf(label: Label, { language }: Place): string {
  const text = label[languageOfWords(language)];
  return language === "qps" ? bracketed({ text }).text : text;
}
