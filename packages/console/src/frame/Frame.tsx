/** The frame around every page: rail, top bar, tab bar, and what lies above them. */
import "./Frame.css";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Outlet, ScrollRestoration, useLocation, useMatches, useNavigation } from "react-router";
import { setAccentRule } from "#console/data/appearance.ts";
import { useConflict } from "#console/data/conflict.ts";
import { useSession } from "#console/data/session.ts";
import { accentTokens } from "#console/ui/accent.ts";
import { Tooltip } from "#console/ui/Tooltip.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { ConnectionBar } from "./ConnectionBar.tsx";
import { Notices } from "./Notices.tsx";
import type { Area, Entry } from "./navigation.ts";
import { prefetchOnPress } from "./prefetch.ts";
import { Rail } from "./Rail.tsx";
import { TabBar } from "./TabBar.tsx";
import { TopBar } from "./TopBar.tsx";
import { TypedAhead } from "./TypedAhead.tsx";
import { useKeys } from "./useKeys.ts";

const Palette = lazy(() => import("./CommandPalette.tsx"));
const KeysHelp = lazy(() => import("./KeysHelp.tsx"));
const ConflictSheet = lazy(() => import("./ConflictSheet.tsx"));

setAccentRule(accentTokens);

export type Above = "palette" | "keys" | undefined;

export default function Frame() {
  const words = useFrameWords();
  const isAdmin = useSession().me?.role === "admin";
  const conflict = useConflict();
  const [above, setAbove] = useState<Above>();
  const close = () => setAbove(undefined);
  const typedAhead = useRef("");
  const area = useArea(isAdmin);
  useKeys({ "/": () => setAbove("palette"), "?": () => setAbove("keys") });
  useFocusOnNavigation();
  useEffect(prefetchOnPress, []);

  return (
    <>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      <div className="frame">
        <Rail area={area} isAdmin={isAdmin} />
        <div className="beside-rail">
          <TopBar area={area} openPalette={() => setAbove("palette")} openKeys={() => setAbove("keys")} />
          <Progress />
          <ConnectionBar />
          <main id="content" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
        <TabBar area={area} isAdmin={isAdmin} />
      </div>
      <Notices />
      <Tooltip />
      <ScrollRestoration />
      <Suspense fallback={above === "palette" && <TypedAhead text={typedAhead} close={close} />}>
        {above === "palette" && <Palette area={area} typedAhead={typedAhead} close={close} />}
      </Suspense>
      <Suspense>
        {above === "keys" && <KeysHelp close={close} />}
        {conflict && <ConflictSheet conflict={conflict} />}
      </Suspense>
    </>
  );
}

/** Which part of the product the page belongs to; pages of nobody, and those that one may not open, belong to My life. */
function useArea(isAdmin: boolean): Area {
  const handles = useMatches().map(({ handle }) => handle as Partial<Entry> | undefined);
  const area = handles.findLast((handle) => handle?.pillar)?.pillar?.area ?? "life";
  return isAdmin ? area : "life";
}

/**
 * After navigation the focus is on the title of the new page, so that screen readers say where one is and Tab goes on from there. What opens
 * beside a list changes the address too, but not the page. A page that was opened to write in has put the focus into its field, which is right.
 */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    if (document.activeElement?.matches("#content :is(input, textarea)")) return;
    document.querySelector<HTMLElement>("#content h1")?.focus({ preventScroll: true });
  }, [pathname]);
}

/** A line below the top bar while a page is on its way; style waits a moment before it shows, since most pages are here at once. */
function Progress() {
  const words = useFrameWords();
  const isLoading = useNavigation().state === "loading";
  return (
    <div
      className={isLoading ? "progress on" : "progress"}
      role="status"
      aria-label={isLoading ? words.loadingPage : undefined}
    />
  );
}
