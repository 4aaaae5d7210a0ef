/** What holds for every page, whatever it shows. `npm run prove -- pages` looks at all of them in each form; `npm test` at some. */
import { describe, expect } from "vitest";
import { browseAlways } from "#testing/browser";
import { someOf } from "#testing/sampled";
import { allPages } from "./pages.ts";

/** What Web Vitals calls good. */
const MOST_SHIFT = 0.1;

const pages = await allPages();
const forms = (["wide", "phone"] as const).flatMap((size) =>
  (["light", "dark"] as const).map((theme) => ({ size, theme })),
);
/** Each page in each form, in one language here and in the other one there: longer words find what short ones do not. */
const cases = pages.flatMap((page, n) =>
  forms.map((form, m) => ({ ...page, form, locale: (n + m + Math.floor(m / 2)) % 2 === 0 ? "en-GB" : "de-DE" })),
);

describe("A page", () => {
  for (const { path, as, address, form, locale } of someOf("pages", cases, 1)) {
    browseAlways(
      `is usable by everybody: ${path}, ${form.size}, ${form.theme}, ${locale}`,
      async ({ page, open, life, axe, settled }) => {
        await open(await address(life));
        await settled();
        expect(await axe()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        expect(await page.evaluate(shifted)).toBeLessThanOrEqual(MOST_SHIFT);
      },
      { as, locale, ...form },
    );
  }

  for (const { path, as, address } of someOf("pages", pages, 1)) {
    browseAlways(
      `says nothing that is in no file of words: ${path}`,
      async ({ page, open, life, settled }) => {
        await open(await address(life));
        await settled();
        expect(await page.evaluate(unbracketed)).toEqual([]);
      },
      { as, isPseudo: true },
    );
  }
});

/** How far things jumped while the page came, as Web Vitals counts it (Cumulative Layout Shift): what is on its way has its place already. */
function shifted(): Promise<number> {
  interface LayoutShift extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
  }
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => add(list.getEntries()));
    let sum = 0;
    const add = (entries: PerformanceEntry[]) => {
      for (const { value, hadRecentInput } of entries as LayoutShift[]) if (!hadRecentInput) sum += value;
    };
    observer.observe({ type: "layout-shift", buffered: true });
    // Entries that are buffered already come before the next frame is over.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        add(observer.takeRecords());
        observer.disconnect();
        resolve(sum);
      }),
    );
  });
}

/** Words that a person reads and that stand in no brackets; what people and machines wrote is marked (`dir`, `time`, `.mono`, `.data`). */
function unbracketed(): string[] {
  const OTHERS = "[dir=auto], time, .mono, .data, kbd, input, textarea, select";
  const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    const text = textContent?.trim() ?? "";
    if (!/\p{L}{3,}/u.test(text) || /[[\]]/.test(text) || parentElement?.closest(OTHERS)) continue;
    found.push(text);
  }
  return found;
}
