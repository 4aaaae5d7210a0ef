/// <reference path="../../../.sst/platform/config.d.ts" />
/** `sst dev`: runs the local cloud and its tests. Nothing is deployed. */

export function devCommands(): void {
  const pane = (name: string, title: string, command: string, autostart = true) =>
    new sst.x.DevCommand(name, { dev: { title, command, autostart } });
  pane("Api", "API (npm start)", "npm start");
  pane("Tests", "Tests (watching)", "node_modules/.bin/vitest watch");
  pane("Types", "Types (watching)", "node_modules/typescript-native/bin/tsc --watch --preserveWatchOutput");
  pane("Story", "The story (npm run demo)", "npm run demo", false);
}
