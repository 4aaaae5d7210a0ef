/** The routes, made from the pages of the pillars: no page is named here. */
import { createBrowserRouter, type RouteObject, redirect } from "react-router";
import { sessionNow } from "../data/session.ts";
import Frame from "./Frame.tsx";
import { homeOf } from "./navigation.ts";
import { BASE, open } from "./open-page.ts";
import { type Page, type Pillar, pillars } from "./pillars.ts";
import { NotAllowed, RouteError } from "./RouteError.tsx";
import { reloadOnceWhenOld } from "./reload-once.ts";

interface Place {
  pillar: Pillar;
  page: Page;
}

const places: readonly Place[] = pillars.flatMap((pillar) => pillar.pages.map((page) => ({ pillar, page })));

export function router() {
  reloadOnceWhenOld();
  // Errors of pages show within the frame, so that one can go elsewhere; an error of the frame itself has to stand alone.
  const inside: RouteObject = {
    errorElement: <RouteError />,
    children: [
      { index: true, loader: () => redirect(homeOf("life", false)) },
      ...places.map(routeOf),
      { path: "*", loader: notFound },
    ],
  };
  const waiting = <main id="content" aria-busy="true" />;
  return createBrowserRouter(
    [
      {
        path: "/",
        element: <Frame />,
        errorElement: <RouteError />,
        hydrateFallbackElement: waiting,
        children: [inside],
      },
    ],
    { basename: BASE },
  );
}

function notFound(): never {
  throw new Response(null, { status: 404 });
}

function routeOf({ pillar, page }: Place): RouteObject {
  return {
    path: page.path,
    handle: { pillar, page },
    lazy: async () => {
      if (page.role === "admin" && sessionNow().me?.role !== "admin") return { Component: NotAllowed };
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
