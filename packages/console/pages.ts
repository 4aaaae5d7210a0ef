/** All pages of the console with something to open them with, for what looks at each: the pictures, axe, the walk through languages. */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Life } from "#client";
import type { Page, Pillar } from "#console/frame/pillars.ts";

const root = path.join(import.meta.dirname, "pillars");

export interface Opened {
  /** As the page is declared: `work/tasks/:taskId`. */
  path: string;
  page: Page;
  /** Who sees it: the demo person, or an administrator where the page is theirs. */
  as: "demo" | "administrator";
  /** Where it is opened, with a row of whoever looks at it. */
  address: (life: Life) => Promise<string>;
}

/** The default export of `pillars/<name>/pictures.ts`: for each path with a parameter, one with a value, such as the id of the newest row. */
export type Pictures = Readonly<Record<string, (life: Life) => Promise<string>>>;

/** Throws when a page with a parameter has nothing to be opened with. */
export async function allPages(): Promise<Opened[]> {
  const pillars = await Promise.all(globSync("*/pillar.ts", { cwd: root }).sort().map(pagesOf));
  return pillars.flat();
}

async function pagesOf(file: string): Promise<Opened[]> {
  const pillar = await importDefault<Pillar>(file);
  const [found] = globSync(path.join(path.dirname(file), "pictures.ts"), { cwd: root });
  const pictures = found ? await importDefault<Pictures>(found) : {};
  return pillar.pages.map((page) => {
    const picture = pictures[page.path];
    if (!picture && page.path.includes(":"))
      throw new Error(`${path.dirname(file)}/pictures.ts says of no ${page.path} what it is opened with.`);
    return {
      path: page.path,
      page,
      as: page.role === "admin" ? "administrator" : "demo",
      address: picture ?? (async () => page.path),
    };
  });
}

async function importDefault<T>(file: string): Promise<T> {
  const { default: value } = (await import(pathToFileURL(path.join(root, file)).href)) as { default: T };
  return value;
}
