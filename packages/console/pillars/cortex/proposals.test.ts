import { expect } from "vitest";
import { type Life, unwrap } from "#client";
import { browse } from "#testing/browser";

/** A task with a list, for which steps are proposed. */
async function proposed(life: Life, title: string) {
  const body = { title, description: "- Find the <b>number</b>\n- Dial (5 min)" };
  const task = await unwrap(life.work.tasks.create({ body }));
  await unwrap(life.work.breakdown.create({ params: { path: { taskId: task.id } } }));
  return task;
}
const below = async (life: Life, parentTaskId: string) =>
  (await unwrap(life.work.tasks.list({ params: { query: { parentTaskId: [parentTaskId] } } }))).data.map(
    ({ title }) => title,
  );

browse("What is proposed is shown, accepted and taken back, and rejected", async ({ page, open, life, axe }) => {
  const [bank, dentist] = [await proposed(life, "Call the bank"), await proposed(life, "Call the dentist")];
  await open("cortex/proposals");
  const card = (title: string) => page.getByRole("article", { name: title });
  const first = card("Break “Call the bank” down into 2 steps");
  await first.getByText("Find the <b>number</b>").waitFor();
  await first.getByText("The steps are the list in its description.").waitFor();
  expect(await axe()).toEqual([]);
  await first.getByRole("button", { name: "Accept" }).click();
  await first.waitFor({ state: "detached" });
  await expect.poll(async () => (await below(life, bank.id)).toSorted()).toEqual(["Dial", "Find the <b>number</b>"]);

  // Somebody changes the other task on another device.
  await unwrap(
    life.work.tasks.update({ params: { path: { taskId: dentist.id } }, body: { title: "Call the dentist today" } }),
  );
  const second = card("Break “Call the dentist” down into 2 steps");
  await second.getByRole("button", { name: "Accept", exact: true }).click();
  await second.getByText("It has changed since this was proposed.").waitFor();
  await second.getByRole("button", { name: "Accept as it is now" }).waitFor();
  await second.getByRole("button", { name: "Reject" }).click();
  await second.waitFor({ state: "detached" });
  await page.getByText("Nothing is proposed at the moment.").waitFor();

  await page.getByRole("tab", { name: "Accepted" }).click();
  await first.getByText(/Two weeks after you accepted it, finished tasks/).waitFor();
  await first.getByRole("button", { name: "Undo" }).click();
  await first.waitFor({ state: "detached" });
  await expect.poll(() => below(life, bank.id)).toEqual([]);
});

browse("A task is broken down where it is, and says when it cannot be", async ({ page, open, life, axe }) => {
  const { id } = await unwrap(life.work.tasks.create({ body: { title: "Ring" } }));
  await open(`work/tasks/${id}`);
  await page.getByRole("button", { name: "Break it down" }).click();
  await page.getByText(/There is nothing to go by/).waitFor();
  const task = await unwrap(life.work.tasks.create({ body: { title: "Sort photos", estimatedMinutes: 200 } }));
  await open(`work/tasks/${task.id}`);
  await page.getByRole("button", { name: "Break it down" }).click();
  const steps = page.getByRole("region", { name: "Steps that are proposed" });
  await steps.getByText("Sort photos (2/2)").waitFor();
  expect(await axe()).toEqual([]);
  await steps.getByRole("button", { name: "Make these steps" }).click();
  await steps.waitFor({ state: "detached" });
  await expect.poll(() => below(life, task.id)).toHaveLength(2);
});

browse(
  "A draft is written, saved and sent by a second press, and stays where no mail goes out",
  async ({ page, open, life, axe }) => {
    await open("cortex/email-drafts");
    await page.getByRole("button", { name: "New mail" }).click();
    await page.getByLabel("To", { exact: true }).fill("grace@example.com");
    await page.getByLabel("Subject").fill("Tuesday");
    await page.getByLabel("Text").fill("Ten works.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Tuesday" }).waitFor();
    expect(await axe()).toEqual([]);
    await page.getByRole("button", { name: "Send" }).click();
    const sure = page.getByRole("alertdialog");
    await sure.getByText("It goes to grace@example.com").waitFor();
    await sure.getByRole("button", { name: "Send" }).click();
    await page.getByText("No mail goes out from this installation. The draft stays.").waitFor();
    const { data } = await unwrap(life.cortex.emailDrafts.list());
    expect(data).toMatchObject([{ subject: "Tuesday", bodyText: "Ten works.", status: "draft", mailStatus: null }]);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "Make it a draft again" }).waitFor();
  },
);
