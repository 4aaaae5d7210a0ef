/**
 * `npm run backup`: of a data folder with --to, otherwise of the database of a deployment. Separate from backup.ts, because the
 * Lambda of backups must not bundle PGlite.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { backupFolder } from "#local/folder-backup";
import { main as backupToBucket, help as bucketHelp } from "./backup.ts";

const HELP = `npm run backup -- --to <folder> [--data <folder>]

Copies the data folder (.lifeos) of a LifeOS on one machine into a new folder in --to: database, objects and keys. LifeOS must be
stopped. Every table of the copy is compared with the original.

Without --to, the backup of a deployment:

${bucketHelp}`;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(HELP);
    return 0;
  }
  if (!args.some((one) => one === "--to" || one.startsWith("--to="))) return backupToBucket();
  const { values } = parseArgs({ options: { to: { type: "string" }, data: { type: "string", default: ".lifeos" } } });
  if (!values.to || !values.data) {
    console.error(`--to and --data must name folders.\n\n${HELP}`);
    return 2;
  }
  const folders = { data: path.resolve(values.data), to: path.resolve(values.to) };
  const { target, tables } = await backupFolder({
    ...folders,
    now: new Date(),
    log: (line) => console.log(`  ${line}`),
  });
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  console.log(`${target}: ${rows} rows in ${Object.keys(tables).length} tables, the same as in the original.`);
  console.log("It holds the keys of this installation: keep it where nobody else reads it.");
  return 0;
}

process.exitCode = await main().catch((error: Error & { code?: string }) => {
  const hint = error.name === "NotSet" ? "\nTo copy a data folder, name another one with --to." : "";
  console.error(`There is no backup: ${error.message}${hint}`);
  return error.name === "NotSet" || error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
});
