/** What components do in a real browser, on the pages of the gallery: no cloud, no data. */
import path from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { browserFor, isHeld, notInThisRun } from "#testing/browser";
import { axe, listen, type Size, sizes } from "#testing/browser-session";
import { someOf } from "#testing/sampled";

/** No such host: what the page asks for comes from memory. */
const HOST = "http://gallery.localhost";
let built: Promise<ReadonlyMap<string, Buffer>> | undefined;

/** The files of the gallery, by the path at which a page asks for them. */
async function buildGallery(): Promise<ReadonlyMap<string, Buffer>> {
  const { build } = await import("vite");
  const files = new Map<string, Buffer>();
  const configFile = path.resolve(import.meta.dirname, "../../vite/gallery.ts");
  const bundles = await build({ configFile, logLevel: "error", build: { write: false } });
  const outputs = (Array.isArray(bundles) ? bundles : [bundles]).flatMap((one) => ("output" in one ? one.output : []));
  for (const one of outputs) files.set(`/${one.fileName}`, Buffer.from(one.type === "chunk" ? one.code : one.source));
  return files;
}

type Look = { show: string; theme?: "light" | "dark"; size?: Size; language?: "en" | "de" };

/** A test on one page of the gallery; what the page complains about fails it. */
function look(
  name: string,
  { show, theme = "light", size = "wide", language = "de" }: Look,
  test: (page: Page) => Promise<void>,
) {
  const title = `${name}: ${show}, ${theme}, ${size}`;
  if (!isHeld(name)) return it(title, notInThisRun);
  it(title, async (context) => {
    const browser = await browserFor(context);
    built ??= buildGallery();
    const files = await built;
    const opened = await browser.newContext({
      viewport: sizes[size],
      hasTouch: size === "phone",
      isMobile: size === "phone",
      locale: "en-GB",
    });
    try {
      const { complaints } = await listen(opened);
      await opened.route(`${HOST}/**`, (route) => {
        const body = files.get(new URL(route.request().url()).pathname);
        return body
          ? route.fulfill({ body, contentType: typeOf(route.request().url()) })
          : route.fulfill({ status: 404 });
      });
      const page = await opened.newPage();
      await page.goto(`${HOST}/gallery.html?${new URLSearchParams({ show, theme, language })}`);
      await page.locator("h1").first().waitFor();
      await test(page);
      expect(complaints()).toEqual([]);
    } finally {
      await opened.close();
    }
  });
}

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const typeOf = (url: string) => types[path.extname(new URL(url).pathname)];

const forms = ["basics", "fields", "files", "lists", "picking", "tables", "charts"].flatMap((show) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["wide", "phone"] as const).map((size): Look => ({ show, theme, size })),
  ),
);

describe("Components", () => {
  for (const form of someOf("console", forms, 1)) {
    look("can be used by everybody", form, async (page) => {
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    });
  }
});

describe("A list", () => {
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("data-index"));
  const titles = (page: Page) => page.getByRole("grid", { name: "Due" }).locator(".list-title").allTextContents();

  look("is gone through by keys, and is one stop of Tab", { show: "lists", language: "en" }, async (page) => {
    const due = page.getByRole("grid", { name: "Due" });
    await page.keyboard.press("Tab");
    await expect.poll(() => focused(page)).toBe("0");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowDown");
    await expect.poll(() => page.getByRole("status").filter({ hasText: "2 selected" }).count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.getByText("2 selected").waitFor({ state: "detached" });
    await page.keyboard.press("Space");
    await expect
      .poll(() => due.getByRole("checkbox", { name: "Done: Send the invoice to Ostwind" }).isChecked())
      .toBe(true);
    await page.keyboard.press("Tab");
    await expect.poll(() => due.evaluate((list) => list.contains(document.activeElement))).toBe(false);
  });

  look(
    "deletes by Shift+Delete and never by Backspace, and the focus stays in it",
    { show: "lists", language: "en" },
    async (page) => {
      const before = await titles(page);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Delete");
      expect(await titles(page)).toEqual(before);
      await page.keyboard.press("Shift+Delete");
      await expect.poll(() => titles(page)).toEqual(before.slice(1));
      await page.keyboard.press("j");
      await expect.poll(() => focused(page)).not.toBeNull();
    },
  );

  look(
    "moves a row by Alt and an arrow, and the focus goes with it",
    { show: "lists", language: "en" },
    async (page) => {
      const [first = "", second = ""] = await titles(page);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Alt+ArrowDown");
      expect((await titles(page)).slice(0, 2)).toEqual([second, first]);
    },
  );

  look("draws no more rows than are seen, of 200,000", { show: "lists", language: "en" }, async (page) => {
    const many = page.getByRole("grid", { name: "Many" });
    await many.getByRole("row").first().focus();
    await page.keyboard.press("End");
    await expect.poll(() => focused(page)).toBe("199999");
    await many.locator('[data-index="199990"]').waitFor();
    expect(await many.getByRole("row").count()).toBeLessThan(80);
    await page.keyboard.press("Home");
    await expect.poll(() => focused(page)).toBe("0");
  });
});

describe("A table", () => {
  look(
    "draws no more rows than are seen, of 20,000 that are unequally high",
    { show: "tables", language: "en" },
    async (page) => {
      const many = page.getByRole("table", { name: "Many" });
      const place = (name: string) => many.getByRole("link", { name, exact: true });
      expect(await many.getByRole("row").count()).toBeLessThan(120);
      await place("Run 3").focus();
      const height = await many.evaluate((table) => table.getBoundingClientRect().height);
      const box = (await many.boundingBox())!;
      await page.evaluate((top) => scrollTo(0, top), box.y + height / 2);
      await many.locator('tr[aria-rowindex="10002"]').waitFor({ state: "attached" });
      expect(await many.getByRole("row").count()).toBeLessThan(160);
      // What has the focus is there still.
      await expect.poll(() => place("Run 3").evaluate((link) => link === document.activeElement)).toBe(true);
      await page.evaluate((top) => scrollTo(0, top), box.y + height);
      await place("Run 19999").waitFor();
      await page.evaluate(() => scrollTo(0, 0));
      await place("Run 0").waitFor();
      expect(await many.getByRole("row").count()).toBeLessThan(120);
    },
  );
});

describe("What lies above the page", () => {
  look(
    "asks before what was typed is lost, and gives the focus back",
    { show: "picking", language: "en" },
    async (page) => {
      const opener = page.getByRole("button", { name: "Open a sheet" });
      await opener.click();
      // Escape closes the options first, and what was typed and not chosen is gone with them.
      const who = page.getByRole("combobox", { name: "Person" });
      await who.fill("ad");
      await page.getByRole("option", { name: "Ada" }).waitFor();
      await who.press("Escape");
      await page.getByRole("option", { name: "Ada" }).waitFor({ state: "hidden" });
      expect([await who.inputValue(), await page.getByRole("dialog").count()]).toEqual(["", 1]);
      await page.getByRole("textbox", { name: "Title" }).focus();
      await page.keyboard.type("Call");
      await expect.poll(() => page.getByRole("textbox", { name: "Title" }).inputValue()).toBe("Call");
      await page.keyboard.press("Escape");
      await page.getByText("What you typed is not saved.").waitFor();
      await page.getByRole("button", { name: "Keep editing" }).click();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Discard it" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => opener.evaluate((button) => button === document.activeElement)).toBe(true);
    },
  );

  look("finds by name and does what Enter says", { show: "picking", language: "en" }, async (page) => {
    await page.getByRole("button", { name: "Open the palette" }).click();
    await page.getByRole("dialog").getByRole("combobox").fill("time");
    await page.getByRole("option", { name: "Timeline" }).waitFor();
    await expect.poll(() => page.getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByTestId("values").textContent()).toContain('"title":"Timeline"');
  });

  look("opens a menu by arrow, and Escape gives the focus back", { show: "basics", language: "en" }, async (page) => {
    const button = page.getByRole("button", { name: "Actions for the row" });
    await button.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("d");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain("Delete");
    await page.keyboard.press("Escape");
    await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
  });
});

describe("A field", () => {
  look(
    "takes days, times, numbers and money as people write them",
    { show: "fields", language: "en" },
    async (page) => {
      const values = async () => JSON.parse((await page.getByTestId("values").textContent()) ?? "{}");
      await page.getByRole("textbox", { name: "Due" }).fill("12.12.2027");
      await page.getByRole("textbox", { name: "Remind" }).fill("24 dec 2027 18:30");
      await page.getByRole("textbox", { name: "Starts" }).fill("9pm");
      await page.getByRole("textbox", { name: "Amount" }).fill("2,5");
      await page.getByRole("textbox", { name: "Price" }).fill("1.234,56");
      await expect.poll(values).toEqual({
        day: "2027-12-12",
        moment: "2027-12-24T17:30:00.000Z",
        time: "21:00",
        count: 2.5,
        cents: 123456,
      });
      await page.getByRole("textbox", { name: "Due" }).fill("soon");
      await expect.poll(() => page.getByRole("textbox", { name: "Due" }).getAttribute("aria-invalid")).toBe("true");
      expect(await values()).toMatchObject({ day: "2027-12-12" });
    },
  );

  look(
    "says that its choices are on their way, and shows no other one for a value that is none of them",
    { show: "fields", language: "en" },
    async (page) => {
      const project = page.getByRole("combobox", { name: "Project" });
      await project.and(page.locator(":disabled[aria-busy=true]")).waitFor();
      expect([await project.locator("option").allInnerTexts(), await project.inputValue()]).toEqual([
        ["Loading"],
        "abc",
      ]);
      const sprint = page.getByRole("combobox", { name: "Sprint" });
      expect(await sprint.locator("option:checked").innerText()).toBe("…");
    },
  );

  look(
    "picks by name, makes what is not there, and lets go by Backspace",
    { show: "picking", language: "en" },
    async (page) => {
      const values = async () => JSON.parse((await page.getByTestId("values").textContent()) ?? "{}");
      await page.getByRole("combobox", { name: "Vendor" }).fill("chl");
      await page.getByRole("option", { name: "Chloé" }).waitFor();
      await page.keyboard.press("Enter");
      await expect.poll(values).toMatchObject({ one: "Chloé" });
      // Enter that comes before the answer means what was typed, and not what stood there before.
      const vendor = page.getByRole("combobox", { name: "Vendor" });
      await vendor.fill("a");
      await page.getByRole("option", { name: "Ada" }).waitFor();
      await vendor.evaluate(async (input: HTMLInputElement) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!.set!.call(input, "emr");
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((done) => setTimeout(done));
        input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
      });
      await expect.poll(values).toMatchObject({ one: "Emre" });
      await expect.poll(() => vendor.inputValue()).toBe("Emre");
      const several = page.getByRole("combobox", { name: "With whom" });
      await several.fill("Zoë");
      await page.getByRole("option", { name: "Add “Zoë”" }).click();
      await expect.poll(values).toMatchObject({ one: "Emre", several: ["Ada", "Björn", "Zoë"] });
      await several.press("Backspace");
      await expect.poll(values).toMatchObject({ several: ["Ada", "Björn"] });
    },
  );
});

describe("A chart", () => {
  look("reads its values by arrows, from its table", { show: "charts", language: "en" }, async (page) => {
    const year = page.getByRole("group", { name: /^You read most in spring/ }).first();
    await year.focus();
    await page.keyboard.press("Home");
    await page
      .getByText(/^Thu,? 1 Jan/)
      .first()
      .waitFor();
    await page.keyboard.press("PageDown");
    const reading = page.locator(".chart", { has: year }).locator(".chart-reading");
    await expect.poll(() => reading.textContent()).toMatch(/8 Jan/);
  });
});
