/** `npm run gen`: writes the contract from the declarations; with --check, says what is stale and changes nothing. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { discover, projectRoot } from "../packages/contract/discover.ts";
import { generate } from "../packages/contract/generate.ts";

const checking = process.argv.includes("--check");
const files = await generate(await discover(), (line) => console.warn(line));
const stale = Object.entries(files).filter(([file, text]) => {
  const target = path.join(projectRoot, file);
  return !existsSync(target) || readFileSync(target, "utf8") !== text;
});
for (const [file, text] of stale) {
  if (!checking) writeFileSync(path.join(projectRoot, file), text);
  console.log(`${checking ? "stale" : "wrote"} ${file}`);
}
if (checking && stale.length > 0) {
  console.error("The contract is not what functions/ declares: run npm run gen and commit.");
  process.exit(1);
}
if (stale.length === 0) console.log("the contract is current");
