/// <reference path="../../../.sst/platform/config.d.ts" />
/**
 * The console's static site; the API reference, as long as there is no console. The edge serves it under the API's own host, and
 * only there can it call the API, so the host of its own that is returned is for the edge alone.
 */

export function site(): $util.Output<string> {
  const made = new sst.aws.StaticSite("Console", {
    path: ".build/console",
    build: undefined,
    assets: {
      fileOptions: [
        // Names without a hash of what they hold: a browser asks each time whether they changed.
        { files: "**", cacheControl: "max-age=0,must-revalidate" },
        { files: "scalar.js", cacheControl: "max-age=86400" },
      ],
    },
  });
  return $util.output(made.url).apply((url) => (url && URL.canParse(url) ? new URL(url).host : ""));
}
