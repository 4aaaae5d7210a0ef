/**
 * Puts early.js before everything else of index.html, with the files of each page and of its words. Without it a browser would hear of them only once
 * the frame has been loaded and run, and of the frame only once begin.ts has.
 */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";
import type { Page, Pillar } from "../src/frame/pillars.ts";

const root = path.resolve(import.meta.dirname, "..");
const ENTRY = path.join(root, "src/begin.ts");
const FRAME = path.join(root, "src/main.tsx");

type Language = "en" | "de";

export function early(): Plugin {
  let base = "/";
  let tags: HtmlTagDescriptor[] = [];
  return {
    name: "lifeos-early",
    apply: "build",
    configResolved(config) {
      base = config.base;
    },
    async generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
      // Another page than the console's own, such as the gallery, has nothing that could come early.
      if (!chunks.some(({ moduleIds }) => moduleIds.includes(ENTRY))) return;
      const filesOf = filesIn(chunks);
      const atStart = new Set(filesOf([ENTRY]));
      const sizes = new Map(chunks.map(({ fileName, code }) => [fileName, code.length]));
      // The largest first, since it is waited for longest.
      const ofFrame = filesOf([FRAME])
        .filter((file) => !atStart.has(file))
        .sort((one, other) => sizes.get(other)! - sizes.get(one)!);
      const known = new Set([...atStart, ...ofFrame]);
      const beyond = (sources: readonly string[]) => filesOf(sources).filter((file) => !known.has(file));
      const inBoth = (sources: (language: Language) => readonly string[]) => ({
        en: beyond(sources("en")),
        de: beyond(sources("de")),
      });
      const always = inBoth((language) => [path.join(root, `src/words/own.${language}.ts`)]);
      const pages = (await allPages()).map(({ path, source, words }) => ({
        path,
        ...inBoth((language) => [source, `${words}.${language}.ts`]),
      }));
      const script = readFileSync(path.join(root, "early.js"), "utf8");
      const source = script.replace("__PAGES__", () => JSON.stringify(inShort(base, always, pages)));
      const file = this.getFileName(this.emitFile({ type: "asset", name: "early.js", source }));
      tags = [
        { tag: "script", attrs: { src: base + file }, injectTo: "head-prepend" },
        ...ofFrame.map((one): HtmlTagDescriptor => ({ tag: "link", attrs: linkTo(base + one), injectTo: "head" })),
      ];
    },
    transformIndexHtml: { order: "post", handler: () => tags },
  };
}

/** The files that modules, and whatever they import, are in. */
function filesIn(chunks: readonly Rolldown.OutputChunk[]): (modules: readonly string[]) => string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const byModule = new Map(chunks.flatMap((chunk) => chunk.moduleIds.map((id) => [id, chunk])));
  return (modules) => {
    const found = new Set<string>();
    const passed = new Set<Rolldown.OutputChunk>();
    const add = (chunk: Rolldown.OutputChunk | undefined) => {
      if (!chunk || passed.has(chunk)) return;
      passed.add(chunk);
      // What is of styles alone is taken away later: they are all in one file.
      if (!chunk.moduleIds.every((id) => id.endsWith(".css"))) found.add(chunk.fileName);
      for (const name of chunk.imports) add(byName.get(name));
    };
    for (const id of modules) add(byModule.get(id));
    return [...found];
  };
}

interface Found {
  /** As the page is declared: `work/tasks/:taskId`. */
  path: string;
  /** The file that it is written in. */
  source: string;
  /** The file with the words of its pillar, without language and ending. */
  words: string;
}

/** All pages, those without a parameter first: a value of a parameter could be called as they are. The first page stands for none. */
async function allPages(): Promise<Found[]> {
  const files = globSync("pillars/*/pillar.ts", { cwd: root }).map((file) => path.join(root, file));
  const pillars = await Promise.all(
    files.map(async (file) => {
      const { default: pillar } = (await import(pathToFileURL(file).href)) as { default: Pillar };
      return { folder: path.dirname(file), pillar };
    }),
  );
  const found = pillars
    .sort((a, b) => a.pillar.order - b.pillar.order)
    .flatMap(({ folder, pillar }) => pillar.pages.map((page) => ({ page, pillar, folder })));
  const home = found.find(({ page, pillar }) => pillar.area === "life" && page.navigation === "rail");
  const at = ({ page, folder }: (typeof found)[number], address = page.path): Found => ({
    path: address,
    source: path.join(folder, sourceOf(page)),
    words: path.join(folder, "words"),
  });
  const pages = found.map((one) => at(one)).sort((a, b) => Number(a.path.includes(":")) - Number(b.path.includes(":")));
  return home ? [at(home, ""), ...pages] : pages;
}

/** `tasks.tsx` of `() => import("./tasks.tsx")`. */
function sourceOf({ path: at, load }: Page): string {
  const [, file] = /import\("\.\/([^"]+)"\)/.exec(load.toString()) ?? [];
  if (!file) throw new Error(`The page ${at} says "load" in another way than \`() => import("./page.tsx")\`.`);
  return file;
}

type Files = Record<Language, string[]>;

/** Each file is named once, and meant by its number. */
function inShort(base: string, always: Files, pages: readonly ({ path: string } & Files)[]): object {
  const files = [...new Set([always, ...pages].flatMap(({ en, de }) => [...en, ...de]))];
  const numbers = ({ en, de }: Files) => ({
    en: en.map((one) => files.indexOf(one)),
    de: de.map((one) => files.indexOf(one)),
  });
  return { base, files, always: numbers(always), pages: pages.map((page) => [page.path, numbers(page)]) };
}

/** Behind what the first paint waits for. */
const linkTo = (href: string) => ({ rel: "modulepreload", crossorigin: true, href, fetchpriority: "low" });
