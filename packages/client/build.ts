/** Builds `dist/`, which is what another project installs; `npm pack` in this folder runs it first. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import ts from "typescript";

const root = import.meta.dirname;
const sources = path.join(root, "src");
const dist = path.join(root, "dist");

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: [path.join(sources, "index.ts")],
  outfile: path.join(dist, "index.js"),
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "neutral",
  target: "es2022",
});
for (const [file, text] of declarationsFrom(path.join(sources, "index.ts"))) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
copyFileSync(path.join(root, "../../LICENSE"), path.join(dist, "LICENSE"));

/**
 * The declarations of a module and of everything that it imports, by output file. They are generated file by file without type
 * checking, because all exports have explicit types.
 */
function declarationsFrom(entry: string): Map<string, string> {
  const made = new Map<string, string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    const target = declarationOf(file);
    if (made.has(target)) continue;
    const text = readFileSync(file, "utf8");
    let declaration = text;
    if (!file.endsWith(".d.ts")) {
      const { outputText, diagnostics } = ts.transpileDeclaration(text, {
        fileName: file,
        reportDiagnostics: true,
        compilerOptions: {
          isolatedDeclarations: true,
          declaration: true,
          target: ts.ScriptTarget.ES2024,
          strict: true,
        },
      });
      if (diagnostics?.length)
        throw new Error(
          ts.formatDiagnostics(diagnostics, {
            getCanonicalFileName: String,
            getCurrentDirectory: () => root,
            getNewLine: () => "\n",
          }),
        );
      declaration = outputText;
    }
    const imported = ts.preProcessFile(declaration).importedFiles.map(({ fileName }) => fileName);
    for (const specifier of new Set(imported.filter((name) => name.startsWith(".")))) {
      const other = path.resolve(path.dirname(file), specifier);
      const relative = path.relative(path.dirname(target), declarationOf(other)).split(path.sep).join("/");
      const installed = `./${relative}`.replace("./../", "../").replace(/\.d\.ts$/, ".js");
      declaration = declaration.replaceAll(`"${specifier}"`, `"${installed}"`);
      waiting.push(other);
    }
    made.set(target, declaration);
  }
  return made;
}

/** The output path of a source's declarations: the same place in `dist/`; the types of the contract go into `dist/contract/`. */
function declarationOf(file: string): string {
  const name = file.replace(/(\.d)?\.ts$/, ".d.ts");
  const isOurs = name.startsWith(sources + path.sep);
  return isOurs
    ? path.join(dist, path.relative(sources, name))
    : path.join(dist, path.relative(path.dirname(root), name));
}
