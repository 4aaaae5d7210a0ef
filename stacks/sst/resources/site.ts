/// <reference path="../../../.sst/platform/config.d.ts" />
/**
 * The static site of a stage: the console and the API reference. The edge serves it under the API's own host, and only there can it call the API,
 * so the host of its own that is returned is for the edge alone.
 */

export function site(): $util.Output<string> {
  const made = new sst.aws.StaticSite("Console", {
    path: ".build/site",
    build: undefined,
    assets: {
      // A tab that was opened before a deployment still loads its pages from the files of then. They are small, and stay.
      purge: false,
      fileOptions: [
        // Names without a hash of what they hold: a browser asks each time whether they changed.
        { files: "**", ignore: "console/assets/**", cacheControl: "max-age=0,must-revalidate" },
        { files: "docs/scalar.js", cacheControl: "max-age=86400" },
        { files: "console/assets/**", cacheControl: "max-age=31536000,public,immutable" },
      ],
    },
  });
  return $util.output(made.url).apply((url) => (url && URL.canParse(url) ? new URL(url).host : ""));
}
