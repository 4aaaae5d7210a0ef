import { expect } from "vitest";
import { browse } from "#testing/browser";

browse("The frame is used by keys alone, and says which there are", async ({ page, open, life }) => {
  await life.work.tasks.create({ body: { title: "Add salt" } });
  await open("work/tasks");
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await help.waitFor();
  await help.getByText("Add a task").waitFor();
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });

  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("add");
  // Enter does what was marked first, also when something that comes before it is found meanwhile.
  await page.getByRole("group", { name: "Found" }).getByRole("option", { name: "Add salt" }).waitFor();
  await page.getByRole("option", { name: "Add a task", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  // The page is asked by its address to put the focus into the field, and takes that out of the address at once.
  await page
    .locator("input:focus")
    .and(page.getByRole("textbox", { name: /add a task/i }))
    .waitFor();
  // In a field the same key is a letter.
  await page.keyboard.press("n");
  await expect.poll(() => page.getByRole("textbox", { name: /add a task/i }).inputValue()).toBe("n");
});

browse("A key counts as soon as the frame shows", async ({ page, open }) => {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector(".frame main#content")) return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true, cancelable: true }));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await open("work/tasks");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
});

browse("What one has is found by the beginnings of its words, and opened", async ({ page, open, life }) => {
  await life.work.todoLists.create({ body: { name: "Müllers Umzug" } });
  const { data: task } = await life.work.tasks.create({ body: { title: "Call Frau Müller" } });
  await open("today");
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("mull");
  const found = page.getByRole("group", { name: "Found" }).getByRole("option");
  await expect
    .poll(() => found.allInnerTexts())
    .toEqual([expect.stringContaining("Müllers Umzug"), expect.stringContaining("Call Frau Müller")]);
  await page.getByRole("dialog").getByRole("combobox").fill("mull call");
  await expect.poll(() => found.count()).toBe(1);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/work/tasks/${task!.id}`);
  await page.getByRole("heading", { level: 1, name: "Call Frau Müller" }).waitFor();
});

browse("What is typed before the search is there is in it then", async ({ page, open }) => {
  await open("today");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const { promise: isTyped, resolve: goOn } = Promise.withResolvers<void>();
  const { promise: isWanted, resolve: wanted } = Promise.withResolvers<void>();
  await page.route("**/assets/CommandPalette*", async (route) => {
    wanted();
    await isTyped;
    await route.continue();
  });
  await page.keyboard.press("/");
  await isWanted;
  await page.keyboard.type("gracx");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("e");
  goOn();
  await expect.poll(() => page.getByRole("dialog").getByRole("combobox").inputValue()).toBe("grace");
  expect(new URL(page.url()).pathname).toBe("/console/today");
});

browse("Single keys can be switched off", async ({ page, open }) => {
  await open("work/tasks");
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: "Single keys do something" }).uncheck();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.getByRole("button", { name: /your account/ }).click();
  await page.getByRole("menuitem", { name: "Keys" }).click();
  await expect.poll(() => page.getByRole("switch", { name: "Single keys do something" }).isChecked()).toBe(false);
});

browse(
  "A page that is not there says so, within the frame, and after navigation the focus is on the title",
  async ({ page, open, expectComplaint }) => {
    expectComplaint(/404/);
    await open("nowhere/at/all");
    await page.getByRole("heading", { name: "There is no such page." }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Go to the first page" }).click();
    await page.waitForURL(/\/console\/today$/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    await expect.poll(() => page.title()).toContain(title);
  },
);

browse("The theme is chosen, holds after a reload, and is saved", async ({ page, open, life }) => {
  await open("work/tasks");
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await expect.poll(async () => (await life.identity.settings.get({})).data?.theme).toBe("dark");
  await page.reload();
  await page.locator("main#content h1").waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
});

browse(
  "On a phone pages are reached from below",
  async ({ page, open }) => {
    await open("nowhere");
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Tasks" }).click();
    await page.getByRole("heading", { level: 1, name: "Tasks" }).waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  },
  { size: "phone" },
);
