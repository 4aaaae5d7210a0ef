/** `npm run build`: bundles all Lambdas into `.build/functions`, prints their sizes, and builds the console into `.build/console`. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundle } from "./build/bundle.ts";
import { bundleEmbedder } from "./build/embedder.ts";

const help = `
  npm run build [-- --out <folder>]

  Bundles each file of functions/ that declares something into <folder>/<pillar>/<resource>/index.mjs, whose exports are
  Lambda handlers, and prints the sizes. The folder is .build/functions unless given. What has not changed since the last build into
  it stays as it is. The console goes into .build/console.
`;

const { values } = parseArgs({
  options: { help: { type: "boolean", short: "h" }, out: { type: "string", default: ".build/functions" } },
});
if (values.help) console.log(help);
else {
  await main(path.resolve(values.out));
  execFileSync(process.execPath, ["packages/console/build.ts"], { stdio: "inherit" });
  console.log("  The console is in .build/console.\n");
}

async function main(directory: string): Promise<void> {
  const started = performance.now();
  const artifacts = await bundle(directory);
  const model = await bundleEmbedder(directory);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log("");
  for (const { name, bytes, laterBytes, exports } of artifacts.toSorted((a, b) => b.bytes - a.bytes)) {
    const kinds = Object.entries(Object.groupBy(exports, ({ kind }) => kind)).map(
      ([kind, all]) => `${all.length} ${kind}`,
    );
    console.log(
      `  ${kilobytes(bytes).padStart(10)}  ${name.padEnd(28)} ${kinds.join(", ")}${laterBytes ? `; ${kilobytes(laterBytes)} more when needed` : ""}`,
    );
  }
  console.log(`  The model of embeddings is in ${path.relative(".", model)}.`);
  const functions = artifacts.reduce((sum, { exports }) => sum + exports.length, 0);
  console.log(
    `\n  ${artifacts.length} artifacts with ${functions} functions in ${seconds} s: ${path.relative(".", directory)}\n`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
