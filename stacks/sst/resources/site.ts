/// <reference path="../../../.sst/platform/config.d.ts" />
/**
 * The static site of a stage: the console and the API reference. The edge serves it under the API's own host, from which alone it can call
 * the API, so only the edge uses the returned host.
 */

export function site(): $util.Output<string> {
  const made = new sst.aws.StaticSite("Console", {
    path: ".build/site",
    build: undefined,
    assets: {
      // A tab that was opened before a deployment still loads its pages from the files of then. They are small, and stay.
      purge: false,
      fileOptions: [
        // Names without a hash of the contents: a browser revalidates them each time.
        { files: "**", ignore: "console/assets/**", cacheControl: "max-age=0,must-revalidate" },
        { files: "docs/scalar.js", cacheControl: "max-age=86400" },
        { files: "console/assets/**", cacheControl: "max-age=31536000,public,immutable" },
      ],
    },
  });
  return $util.output(made.url).apply((url) => (url && URL.canParse(url) ? new URL(url).host : ""));
}
