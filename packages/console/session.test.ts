/** What happens to a page and to what was typed when the token, the connection or the API goes and comes back. */
import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { browse, browseAlways } from "#testing/browser";
import { eventually } from "#testing/eventually";

describe("A page that is open", () => {
  browseAlways(
    "stays, and loses nothing, when the token is refused in the middle of typing",
    async ({ page, open, life }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Before" } });
      await open(`work/tasks/${task!.id}`);
      let refused = 0;
      await page.route("**/v1/work/tasks/*", async (route) => {
        if (route.request().method() !== "PATCH" || refused > 0) return route.continue();
        refused++;
        await route.fulfill({
          status: 401,
          contentType: "application/problem+json",
          body: '{"code":"unauthenticated","detail":"over"}',
        });
      });
      await page.getByLabel("Title").fill("After");
      await page.getByRole("button", { name: "Save" }).click();
      await eventually(async () => expect(await titleOf(task!.id)).toBe("After"));
      expect(refused).toBe(1);

      async function titleOf(taskId: string) {
        return (await life.work.tasks.get({ params: { path: { taskId } } })).data!.title;
      }
    },
  );

  browse(
    "shows what another device writes into a field, once what was typed there is saved",
    async ({ page, open, life }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Before" } });
      await open(`work/tasks/${task!.id}`);
      const title = page.getByLabel("Title");
      await title.fill("Here");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "Here" }).waitFor();
      const params = { path: { taskId: task!.id } };
      await eventually(async () => expect((await life.work.tasks.get({ params })).data!.title).toBe("Here"));
      await life.work.tasks.update({ params, body: { title: "There" } });
      await eventually(async () => expect(await title.inputValue()).toBe("There"));
    },
  );

  browse("keeps what was typed over a reload", async ({ page, open, life }) => {
    const { data: task } = await life.work.tasks.create({ body: { title: "Before" } });
    await open(`work/tasks/${task!.id}`);
    await page.getByLabel("Title").fill("Half a thou");
    await page.reload();
    await eventually(async () => expect(await page.getByLabel("Title").inputValue()).toBe("Half a thou"));
  });

  browse(
    "shows what was kept without a connection, and sends what was done meanwhile with one",
    async ({ page, open, life, context }) => {
      const { data: task } = await life.work.tasks.create({ body: { title: "Buy a lamp" } });
      await open("work/tasks");
      await page.getByRole("row", { name: /Buy a lamp/ }).waitFor();
      await eventually(async () => expect(await page.evaluate(isKept)).toBe(true));
      await context.setOffline(true);
      await page.reload();
      await page.getByRole("row", { name: /Buy a lamp/ }).waitFor();
      await page.getByRole("checkbox", { name: "Done: Buy a lamp" }).check();
      await page.getByText("No connection. Your change waits").waitFor();
      await context.setOffline(false);
      await eventually(async () =>
        expect((await life.work.tasks.get({ params: { path: { taskId: task!.id } } })).data!.status).toBe("completed"),
      );
    },
    { hasServiceWorker: true },
  );

  browse("asks to sign in again without leaving, and then does what was to be done", async ({ page, open, life }) => {
    const { data: task } = await life.work.tasks.create({ body: { title: "Before" } });
    await open(`work/tasks/${task!.id}`);
    let isOver = true;
    await page.route("**/v1/work/tasks/*", (route) =>
      isOver && route.request().method() === "PATCH"
        ? route.fulfill({
            status: 401,
            contentType: "application/problem+json",
            body: '{"code":"unauthenticated","detail":"over"}',
          })
        : route.continue(),
    );
    // The issuer has forgotten who was signed in, and takes no refresh token.
    await page.route("**/_local/issuer/**", (route) => {
      if (!isOver) return route.continue();
      const { redirect_uri: back, state } = Object.fromEntries(new URL(route.request().url()).searchParams);
      if (back === undefined) return route.fulfill({ status: 400, json: { error: "invalid_grant" } });
      return route.fulfill({ status: 302, headers: { location: `${back}?error=login_required&state=${state}` } });
    });
    await page.getByLabel("Title").fill("After");
    await page.getByRole("button", { name: "Save" }).click();
    const signIn = page.getByRole("button", { name: "Sign in" });
    await signIn.waitFor();
    expect(await page.getByLabel("Title").inputValue()).toBe("After");
    isOver = false;
    await signIn.click();
    await eventually(async () =>
      expect((await life.work.tasks.get({ params: { path: { taskId: task!.id } } })).data!.title).toBe("After"),
    );
    await signIn.waitFor({ state: "detached" });
  });

  browse("does nothing in the name of somebody else who signed in meanwhile, and becomes theirs", async (browsing) => {
    const { page, open, life, context, url } = browsing;
    const { data: task } = await life.work.tasks.create({ body: { title: "Before" } });
    await open(`work/tasks/${task!.id}`);
    const sent: string[] = [];
    await page.route("**/v1/work/tasks/*", async (route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      sent.push(route.request().headers().authorization!);
      if (sent.length > 1) return route.continue();
      await route.fulfill({
        status: 401,
        contentType: "application/problem+json",
        body: '{"code":"unauthenticated","detail":"over"}',
      });
    });
    const other = `${randomUUID()}@example.com`;
    const query = new URLSearchParams({
      client_id: "lifeos-console",
      redirect_uri: `${url}/console/silent`,
      response_type: "code",
      code_challenge: "none",
      code_challenge_method: "S256",
    });
    const form = { as: "email", email: other };
    await context.request.post(`${url}/_local/issuer/authorize?${query}`, { form, maxRedirects: 0 });
    await page.getByLabel("Title").fill("After");
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(async () => expect(await page.evaluate(() => localStorage["lifeos.person"])).toContain(other));
    expect(sent.length).toBe(1);
    expect(new URL(page.url()).pathname).not.toContain(task!.id);
  });

  browse("is signed out with every other tab of its person", async ({ page, open, life, context }) => {
    await life.work.tasks.create({ body: { title: "Mine" } });
    await open("work/tasks");
    const other = await context.newPage();
    await other.goto("/console/work/tasks");
    await other.getByRole("row", { name: /Mine/ }).waitFor();
    await page.getByRole("button", { name: /your account$/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    for (const tab of [page, other]) {
      await tab.getByRole("button", { name: "Sign in" }).waitFor();
      await expect.poll(() => tab.evaluate(() => Object.keys(localStorage).includes("lifeos.person"))).toBe(false);
    }
    await expect.poll(() => page.evaluate(() => caches.has("lifeos-answers"))).toBe(false);
  });

  browse("hears of changes by one stream, however many tabs there are", async ({ page, open, life, context }) => {
    let streams = 0;
    context.on("request", (request) => {
      if (request.url().endsWith("/v1/platform/events/stream")) streams++;
    });
    await life.work.tasks.create({ body: { title: "One" } });
    await open("work/tasks");
    const other = await context.newPage();
    await other.goto("/console/work/tasks");
    await other.getByRole("row", { name: /One/ }).waitFor();
    await life.work.tasks.create({ body: { title: "Two" } });
    for (const tab of [page, other]) await tab.getByRole("button", { name: "1 new" }).waitFor();
    expect(streams).toBe(1);
  });

  browse(
    "works with a clock that is an hour off, and knows what is late by the server's",
    async ({ page, open, life }) => {
      await page.addInitScript(() => {
        const { now } = Date;
        Date.now = () => now() - 3_600_000;
      });
      await life.work.tasks.create({ body: { title: "Right on time" } });
      await open("work/tasks");
      await page.getByRole("row", { name: /Right on time/ }).waitFor();
    },
  );
});

/** Whether the files and the answers that a page needs are there to stay. */
async function isKept(): Promise<boolean> {
  const answers = await caches.open("lifeos-answers");
  const files = await caches.open("lifeos-files");
  const kept = await Promise.all((await answers.keys()).map(async (key) => (await answers.match(key))!.text()));
  const names = (await files.keys()).map(({ url }) => url);
  const isController = navigator.serviceWorker.controller !== null;
  return (
    isController &&
    kept.some((text) => text.includes("Buy a lamp")) &&
    names.some((name) => /\/tasks-[^/]+\.js$/.test(name))
  );
}

describe("A start", () => {
  browse(
    "asks for what the page shows while it is still asked who is here, and asks once",
    async ({ page, open, life }) => {
      await life.work.tasks.create({ body: { title: "Early" } });
      let release = () => {};
      const isAsked = new Promise<void>((resolve) => {
        release = resolve;
      });
      const asked: string[] = [];
      await page.route("**/v1/work/tasks?*", (route) => {
        asked.push(route.request().url());
        release();
        return route.continue();
      });
      await page.route("**/v1/identity/me", async (route) => {
        await isAsked;
        await route.continue();
      });
      await open("work/tasks");
      await page.getByRole("row", { name: /Early/ }).waitFor();
      expect(asked).toEqual([...new Set(asked)]);
    },
  );
});
