/** The routes, made from the pages of the pillars: no page is named here. */
import { createBrowserRouter, type RouteObject } from "react-router";
import { place } from "../words/place.ts";
import { loadWords } from "../words/words.ts";
import Frame from "./Frame.tsx";
import { type Page, type PageModule, type Pillar, pillars } from "./pillars.ts";

export const BASE = "/console";

export function router() {
  const pages = pillars.flatMap((pillar) => pillar.pages.map((page) => routeOf(pillar, page)));
  return createBrowserRouter([{ path: "/", element: <Frame />, children: pages }], { basename: BASE });
}

function routeOf(pillar: Pillar, page: Page): RouteObject {
  return {
    path: page.path,
    handle: { pillar, page },
    lazy: async () => {
      const { default: Component, load } = await open(pillar, page);
      return {
        Component,
        // What it returns is not waited for: the page shows at once, with skeletons where something is on its way.
        loader: ({ params, request }) => {
          load?.({ params, url: new URL(request.url) });
          return null;
        },
      };
    },
  };
}

/** The page's own file and the words of its pillar, side by side. */
export async function open(pillar: Pillar, page: Page): Promise<PageModule> {
  const [module] = await Promise.all([page.load(), loadWords(pillar.name, place().language)]);
  return module;
}
