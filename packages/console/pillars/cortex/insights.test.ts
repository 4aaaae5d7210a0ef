import { expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

browse("an insight of a rule leads to the rows that it rests on, and is rated", async ({ page, open, life, axe }) => {
  for (let i = 0; i < 3; i++) {
    const session = await unwrap(life.rhythm.focusSessions.start({ body: { plannedMinutes: 25 } }));
    await unwrap(life.rhythm.focusSessions.abandon({ params: { path: { focusSessionId: session.id } } }));
  }
  const { found } = await unwrap(life.cortex.insights.generate());
  expect(found).toHaveLength(1);
  await open("cortex/insights");
  await page.getByRole("link", { name: "A day on which focus did not come" }).click();
  await page.getByText("You gave up 3 focus sessions in one day.").waitFor();
  const rows = page.getByRole("list", { name: "What it was found in" }).getByRole("listitem");
  await rows.nth(2).waitFor();
  expect(await rows.count()).toBe(3);
  await page.getByText("Focus sessions given up").waitFor();
  await axe();
  await page.getByRole("radio", { name: "Not helpful" }).click();
  await expect
    .poll(async () => (await unwrap(life.cortex.insights.list({ params: { query: {} } }))).data[0]?.feedback)
    .toBe("not_helpful");
});

browse(
  "an insight of two measures draws both, one below the other, with what is known of the pair",
  async ({ page, open, life }) => {
    const { data } = await unwrap(life.cortex.insights.list({ params: { query: { limit: 1 } } }));
    const [insight] = data;
    const { data: pairs } = await unwrap(
      life.cortex.correlations.list({ params: { query: { behaviour: "sleep", outcome: "spending" } } }),
    );
    const estimate = { lag: 1, r: -0.52, low: -0.7, high: -0.28, n: 60, p: 0.0004 };
    const known = {
      ...pairs[0]!,
      untested: null,
      ...estimate,
      pairs: 60,
      q: 0.008,
      details: {
        lags: [estimate],
        opposite: { ...estimate, lag: -1, r: 0.05 },
        halves: [
          { r: -0.5, n: 30 },
          { r: -0.55, n: 30 },
        ],
      },
    };
    await page.route(`**/v1/cortex/insights/${insight!.id}`, (route) =>
      route.fulfill({
        json: {
          ...insight,
          insightType: "correlation",
          evidence: { behaviour: "sleep", outcome: "spending", r: -0.52 },
        },
      }),
    );
    await page.route("**/v1/cortex/correlations?*", (route) =>
      route.fulfill({ json: { data: [known], nextCursor: null, limit: 1 } }),
    );
    await open(`cortex/insights/${insight!.id}`);
    await page.getByRole("img", { name: /60 days of both/ }).waitFor();
    await page.getByText("-0.52, somewhere between -0.70 and -0.28").first().waitFor();
    await page.getByText("+0.05, a day before").waitFor();
    await page.getByRole("link", { name: "All of the pair" }).waitFor();
  },
  { as: "demo" },
);

browse(
  "patterns say how often they held",
  async ({ page, open, axe }) => {
    await page.route("**/v1/cortex/patterns?*", (route) =>
      route.fulfill({
        json: {
          data: [
            {
              id: "019a22ea-0000-7000-8000-000000000001",
              userId: "019a22ea-0000-7000-8000-000000000002",
              patternType: "spending_weekday",
              patternKey: "spending_weekday:4",
              description: "You spend most on Fridays.",
              descriptionCoded: { code: "spends_most_friday", params: {} },
              confidence: 0.86,
              support: 11,
              occasions: 12,
              window: "P84D",
              lastSeenAt: "2026-11-27T12:00:00.000Z",
              createdAt: "2026-11-01T12:00:00.000Z",
              updatedAt: "2026-11-28T12:00:00.000Z",
            },
          ],
          nextCursor: null,
          limit: 50,
        },
      }),
    );
    await open("cortex/patterns");
    await page.getByText("Am meisten gibst du freitags aus.").waitFor();
    await page.getByText("11 von 12 Malen").waitFor();
    await axe();
  },
  { locale: "de-DE", size: "phone" },
);

browse("a pair of one's own is added and taken away, and the API says why not", async ({ page, open, life, axe }) => {
  await open("cortex/correlations");
  await page.getByRole("link", { name: "Your own pairs" }).click();
  await page.getByText("You have no pairs of your own.").waitFor();
  await page.getByRole("button", { name: "Add a pair" }).first().click();
  const sheet = page.getByRole("dialog", { name: "Add a pair" });
  await sheet.getByLabel("What comes first").selectOption("steps");
  await sheet.getByLabel("What may follow").selectOption("mood");
  await sheet.getByRole("button", { name: "Add" }).click();
  await sheet.getByText("must be measured in another pillar than the behaviour").waitFor();
  await axe();
  await sheet.getByLabel("What may follow").selectOption("people_met");
  await sheet.getByRole("button", { name: "Add" }).click();
  await page.getByText("Steps and then people met").waitFor();
  const pairs = async () => (await unwrap(life.cortex.correlationPairs.list({ params: { query: {} } }))).data;
  expect(await pairs()).toMatchObject([{ behaviour: "steps", outcome: "people_met" }]);
  await page.getByRole("button", { name: "Actions for Steps and then people met" }).click();
  await page.getByRole("menuitem", { name: "Take away" }).click();
  await expect.poll(async () => (await pairs()).length).toBe(0);
});
