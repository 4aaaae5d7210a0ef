/// <reference path="../../../.sst/platform/config.d.ts" />
/**
 * The console's static site; the API reference, as long as there is no console. The edge serves it under the API's own host, from
 * which alone it can call the API, so only the edge uses the returned host.
 */

export function site(): $util.Output<string> {
  const made = new sst.aws.StaticSite("Console", {
    path: ".build/console",
    build: undefined,
    assets: {
      fileOptions: [
        // Names without a hash of the contents: a browser revalidates them each time.
        { files: "**", cacheControl: "max-age=0,must-revalidate" },
        { files: "scalar.js", cacheControl: "max-age=86400" },
      ],
    },
  });
  return $util.output(made.url).apply((url) => (url && URL.canParse(url) ? new URL(url).host : ""));
}
