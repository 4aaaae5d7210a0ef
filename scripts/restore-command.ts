/** `npm run restore`: of a data folder with --from, otherwise of the database of a deployment. */
import path from "node:path";
import { parseArgs } from "node:util";
import { restoreFolder } from "#local/folder-backup";
import { help as bucketHelp, main as restoreFromBucket } from "./restore.ts";

const HELP = `npm run restore -- --from <folder> [--data <folder>]

Brings a backup that npm run backup -- --to made back into --data (.lifeos), which has to be new or empty, and compares every table.

Without --from, the restore of a deployment:

${bucketHelp}`;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  if (!args.some((one) => one === "--from" || one.startsWith("--from="))) return restoreFromBucket();
  const { values } = parseArgs({ options: { from: { type: "string" }, data: { type: "string", default: ".lifeos" } } });
  if (!values.from || !values.data) {
    console.error(`--from and --data must name folders.\n\n${HELP}`);
    return 2;
  }
  const folders = { from: path.resolve(values.from), data: path.resolve(values.data) };
  const { tables } = await restoreFolder({ ...folders, log: (line) => console.log(`  ${line}`) });
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  console.log(`${folders.data}: ${rows} rows in ${Object.keys(tables).length} tables, the same as in the backup.`);
  return 0;
}

process.exitCode = await main().catch((error: Error & { code?: string }) => {
  const hint = error.name === "NotSet" ? "\nThe backup of a data folder is named with --from." : "";
  console.error(`Nothing was restored: ${error.message}${hint}`);
  return error.name === "NotSet" || error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
});
