import type { Request } from "playwright-core";
import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const MiB = 1024 ** 2;
// Characters that turn the direction of writing are in no name.
const HOSTILE = '<img src=x onerror="alert(1)"> gpj.exe.txt';

describe("Files", () => {
  browse(
    "are uploaded with a name that stays text, shown, tagged and moved, and a page is never shown as one",
    async ({ page, open, life, axe, settled }) => {
      await open("knowledge/files");
      await page.getByText("There is no file here yet.").waitFor();
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles([
          {
            name: HOSTILE,
            mimeType: "text/plain",
            buffer: Buffer.from("<script>document.title = 'owned'</script> and text"),
          },
          { name: "page.html", mimeType: "text/html", buffer: Buffer.from("<!doctype html><script>alert(1)</script>") },
          { name: "no.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
        ]);
      await page.getByText("Uploads: 2 of 3 finished, one needs a look").waitFor();
      await page
        .getByRole("row", { name: /onerror/ })
        .getByRole("link")
        .first()
        .click();

      await page.getByRole("heading", { level: 1, name: /onerror/ }).waitFor();
      await page
        .getByRole("group", { name: /onerror/ })
        .getByText("<script>document.title")
        .waitFor();
      await expect.poll(() => page.title()).toContain("<img src=x");
      await settled();
      expect(await axe()).toEqual([]);

      await page.getByRole("combobox", { name: "Tags" }).fill("flat");
      await page.keyboard.press("Enter");
      await page.getByRole("combobox", { name: "Folder" }).fill("/Papers/2026");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("link", { name: "2026", exact: true }).click();
      await page.getByRole("row", { name: /onerror/ }).waitFor();
      const { data } = await life.knowledge.files.list({ params: { query: { folderPath: "/Papers/2026" } } });
      expect(data!.data.map(({ tags, fileName }) => ({ tags, fileName }))).toEqual([
        { tags: ["flat"], fileName: HOSTILE },
      ]);

      await page.getByRole("navigation").getByRole("link", { name: "Files" }).click();
      await page.getByRole("row", { name: /Papers/ }).waitFor();
      await page
        .getByRole("row", { name: /page.html/ })
        .getByRole("link")
        .first()
        .click();
      await page.getByText("Files of this type are not shown here.").waitFor();
    },
  );

  browse(
    "are moved by dragging or by the menu, deleted, and brought back",
    async ({ page, open, life, axe, settled }) => {
      const folderOf = async (fileName: string) => {
        const { data } = await life.knowledge.files.list();
        return data!.data.find((one) => one.fileName === fileName)?.folderPath;
      };
      await open("knowledge/files?in=%2FPapers");
      const pick = page.locator("input[type=file]").first();
      await pick.setInputFiles({ name: "kept.txt", mimeType: "text/plain", buffer: Buffer.from("kept") });
      await page.getByText("Uploads: 1 of 1 finished").waitFor();
      await open("knowledge/files");
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({
          name: "loose.txt",
          mimeType: "text/plain",
          buffer: Buffer.from("loose"),
        });
      const loose = page.getByRole("row", { name: /loose.txt/ });
      await loose.waitFor();
      // Until it is whole its row changes, and what changes under the pointer is let go.
      await page.getByText("Uploads: 1 of 1 finished").waitFor();
      await settled();
      await loose.dragTo(page.getByRole("row", { name: /Papers/ }));
      await expect.poll(() => folderOf("loose.txt")).toBe("/Papers");
      await page.getByText("Moved loose.txt to /Papers").waitFor();

      await open("knowledge/files?in=%2FPapers");
      await loose.dragTo(page.locator(".trail").getByRole("link", { name: "Files" }));
      await expect.poll(() => folderOf("loose.txt")).toBe("/");

      const kept = page.getByRole("row", { name: /kept.txt/ });
      await kept.focus();
      await page.keyboard.press("Shift+Delete");
      await kept.waitFor({ state: "detached" });
      await open("knowledge/deleted");
      const row = page.getByRole("row", { name: /kept.txt/ });
      await row.waitFor();
      await settled();
      expect(await axe()).toEqual([]);
      await row.getByRole("button", { name: "Bring back" }).click();
      await row.waitFor({ state: "detached" });
      await expect.poll(() => folderOf("kept.txt")).toBe("/Papers");
    },
  );

  browse(
    "that are large go in parts, and after a reload only the missing ones are sent",
    async ({ page, open, life, context }) => {
      // Made in the page: a buffer of this size would go through the protocol as text.
      const drop = (size: number) =>
        page.evaluate((bytes) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes).fill(7)], "film.bin", { type: "application/octet-stream" }));
          const zone = document.querySelector(".drop-zone")!;
          for (const type of ["dragenter", "dragover", "drop"])
            zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
        }, size);
      const parts: number[] = [];
      const partOf = (request: Request) => Number(new URL(request.url()).searchParams.get("partNumber"));
      const isPart = (url: URL) => url.searchParams.has("partNumber");
      context.on("requestfinished", (request) => {
        if (request.method() === "PUT") parts.push(partOf(request));
      });
      // The last two never arrive.
      await context.route(isPart, (route) =>
        partOf(route.request()) > 3 && route.request().method() === "PUT"
          ? route.abort("connectionfailed")
          : route.continue(),
      );
      await open("knowledge/files");
      await drop(65 * MiB);
      await expect.poll(() => parts.length).toBe(3);
      page.on("dialog", (dialog) => void dialog.accept());
      await open("knowledge/files");
      await page
        .getByRole("row", { name: /film.bin/ })
        .getByText("unfinished")
        .waitFor();
      // Not before the page is another one, which would send them by itself.
      await context.unroute(isPart);

      const again: number[] = [];
      context.on("request", (request) => {
        if (request.method() === "PUT") again.push(partOf(request));
      });
      // It is said above the list, too, and another file is not taken for it.
      const unfinished = page.locator("section", { has: page.getByRole("heading", { name: "Not finished" }) });
      await unfinished
        .locator("input[type=file]")
        .setInputFiles([{ name: "film.bin", mimeType: "", buffer: Buffer.from("other") }]);
      await unfinished.getByText("That is another file").waitFor();
      await drop(65 * MiB);
      await page.getByText("Uploads: 1 of 1 finished").waitFor();
      expect(again.toSorted()).toEqual([4, 5]);
      const { data } = await life.knowledge.files.list();
      expect(data!.data).toMatchObject([{ fileName: "film.bin", sizeBytes: 65 * MiB }]);
      expect(["checking", "ready"]).toContain(data!.data[0]!.status);
    },
  );
});
