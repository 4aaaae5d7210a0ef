/**
 * `npm run shots [-- <path> …]`: a picture of every page, or of those that begin with one of the paths, as the demo person or an administrator sees it,
 * light and dark, on a phone and on a wide screen, in `.build/shots`. `--language de` or `qps` shows them in that one.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { openSession, type Size } from "#testing/browser-session";
import { startProcess } from "#testing/processes";
import { allPages, type Opened } from "./pages.ts";

const folder = path.resolve(import.meta.dirname, "../../.build/shots");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: "string", default: "en" } },
});

mkdirSync(folder, { recursive: true });
const [browserServer, cloud] = await Promise.all([
  startProcess<{ endpoint: string } | { missing: string }>("packages/testing/browser-server.ts"),
  startProcess<{ url: string }>("packages/testing/console-cloud.ts"),
]);
try {
  if ("missing" in browserServer.answer) throw new Error(browserServer.answer.missing);
  const browser = await chromium.connect(browserServer.answer.endpoint);
  const pages = (await allPages()).filter(
    ({ path: at }) => positionals.length === 0 || positionals.some((asked) => at.startsWith(asked)),
  );
  for (const as of ["demo", "administrator"] as const)
    for (const theme of ["light", "dark"] as const)
      for (const size of ["wide", "phone"] as const) {
        const ofPerson = pages.filter((one) => one.as === as);
        if (ofPerson.length > 0) await take(ofPerson, { as, theme, size });
      }
  await browser.close();

  async function take(shown: readonly Opened[], options: { as: Opened["as"]; theme: "light" | "dark"; size: Size }) {
    const isGerman = values.language === "de";
    const { browsing, close } = await openSession(browser, cloud.answer.url, {
      ...options,
      isPseudo: values.language === "qps",
      locale: isGerman ? "de-DE" : undefined,
    });
    for (const { path: at, address } of shown) {
      await browsing.open(await address(browsing.life));
      await browsing.settled();
      const name = `${at.replaceAll("/", "-").replaceAll(":", "")}-${options.size}-${options.theme}`;
      const file = path.join(folder, `${name}${values.language === "en" ? "" : `.${values.language}`}.png`);
      await browsing.page.screenshot({ path: file, animations: "disabled" });
      console.log(`  ${path.relative(".", file)}`);
    }
    await close();
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await Promise.all([browserServer.stop(), cloud.stop()]);
}
