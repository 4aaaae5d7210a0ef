/** `npm run gen`: generates the contract from the declarations; with --check, lists stale files and changes nothing. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { DAILY_MEASURES, dailyMeasures } from "../packages/contract/daily-measures.ts";
import { DASHBOARD_PARTS, dashboardParts } from "../packages/contract/dashboard-parts.ts";
import { discover, projectRoot } from "../packages/contract/discover.ts";
import { IMPORTERS_LIST, importersList } from "../packages/contract/importers-list.ts";
import {
  INSIGHT_RULES,
  insightRules,
  PATTERN_DETECTORS,
  patternDetectors,
} from "../packages/contract/insight-rules.ts";
import { proposables } from "../packages/contract/proposables.ts";
import { searchedLists } from "../packages/contract/searched-list.ts";
import { SETTINGS_LIST, settingsList } from "../packages/contract/settings-list.ts";
import { TOLD_LIST, toldList } from "../packages/contract/told-list.ts";

const checking = process.argv.includes("--check");
const isSecondTime = process.argv.includes("--second-time");

/** Writes stale files, or reports them with --check; returns their names. */
function put(files: Record<string, string>): string[] {
  const stale = Object.entries(files).filter(([file, text]) => {
    const target = path.join(projectRoot, file);
    return !existsSync(target) || readFileSync(target, "utf8") !== text;
  });
  for (const [file, text] of stale) {
    if (!checking) writeFileSync(path.join(projectRoot, file), text);
    console.log(`${checking ? "stale" : "wrote"} ${file}`);
  }
  if (checking && stale.length > 0) {
    console.error("What is generated is not what is declared: run npm run gen and commit.");
    process.exit(1);
  }
  return stale.map(([file]) => file);
}

// These lists are modules that declarations import, so they have to be right before these are.
const parts = put({
  [DAILY_MEASURES]: dailyMeasures(),
  [INSIGHT_RULES]: insightRules(),
  [PATTERN_DETECTORS]: patternDetectors(),
  [DASHBOARD_PARTS]: dashboardParts(),
  [SETTINGS_LIST]: settingsList(),
  [IMPORTERS_LIST]: importersList(),
  [TOLD_LIST]: toldList(),
  ...proposables(),
  ...(await searchedLists()),
});
const { generate } = await import("../packages/contract/generate.ts");
const contract = put(await generate(await discover(), (line) => console.warn(line)));
if (parts.length + contract.length === 0 && !isSecondTime) console.log("the contract is current");

// Declarations also import modules that are written from them, and this process has loaded the old ones.
if (contract.some((file) => file.startsWith("packages/core/")) && !isSecondTime) {
  const again = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), "--second-time"], {
    stdio: "inherit",
  });
  process.exitCode = again.status ?? 1;
}
