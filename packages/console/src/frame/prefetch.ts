/** Begins early: pressing a link loads its page and reads its data, some 100 ms before the click is complete. */
import { matchRoutes } from "react-router";
import { homeOf } from "./navigation.ts";
import { BASE, open } from "./open-page.ts";
import { pillars } from "./pillars.ts";

const pages = pillars.flatMap((pillar) =>
  pillar.pages.map((page) => ({ path: `/${page.path}`, id: page.path, pillar, page })),
);

/** The files of the page at an address, while it is not known yet who asks for it. */
export async function prefetchFiles({ pathname }: Location): Promise<void> {
  const path = pathname.slice(BASE.length);
  const [match] = matchRoutes(pages, path === "/" || path === "" ? homeOf("life", false) : path) ?? [];
  // What does not come is asked for again when the page opens.
  if (match) await open(match.route.pillar, match.route.page).catch(() => {});
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
