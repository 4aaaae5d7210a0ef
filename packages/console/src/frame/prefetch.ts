/** Begins early: pressing a link loads its page and reads its data, some 100 ms before the click is complete. */
import { matchRoutes } from "react-router";
import { hasToken } from "../data/enter.ts";
import { homeOf } from "./navigation.ts";
import { BASE, open } from "./open-page.ts";
import { type PageModule, pillars } from "./pillars.ts";

const pages = pillars.flatMap((pillar) =>
  pillar.pages.map((page) => ({ path: `/${page.path}`, id: page.path, pillar, page })),
);

/** The files of the page at an address, and what it reads as soon as there is a token, while it is not known yet who asks for it. */
export async function prefetchFirst(): Promise<void> {
  await openAt(location);
  await hasToken;
  // Signing in may have begun at another address.
  const opened = await openAt(location);
  opened?.load?.({ params: opened.params, url: new URL(location.href) });
}

/** What does not come is asked for again when the page opens. */
async function openAt({ pathname }: Location) {
  const path = pathname.slice(BASE.length);
  const [match] = matchRoutes(pages, path === "/" || path === "" ? homeOf("life", false) : path) ?? [];
  if (!match) return;
  const { pillar, page } = match.route;
  const { load } = await open(pillar, page).catch((): Partial<PageModule> => ({}));
  // What is for administrators alone would be refused to everybody else.
  return { load: page.role === "admin" ? undefined : load, params: match.params };
}

/** Listens until what it returns is called. */
export function prefetchOnPress(): () => void {
  const onPress = (event: PointerEvent) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[href]");
    if (!link || event.button !== 0 || link.origin !== location.origin || !link.pathname.startsWith(`${BASE}/`)) return;
    void prefetch(new URL(link.href));
  };
  document.addEventListener("pointerdown", onPress, { passive: true });
  return () => document.removeEventListener("pointerdown", onPress);
}

async function prefetch(url: URL) {
  const [match] = matchRoutes(pages, url.pathname.slice(BASE.length)) ?? [];
  if (!match) return;
  const { pillar, page } = match.route;
  try {
    const { load } = await open(pillar, page);
    load?.({ params: match.params, url });
  } catch {
    // The click that follows tries again and shows what is wrong.
  }
}
