/** Objects that are also read by ranges, uploaded in parts and listed: what takes whole objects alone need not load it. */
import { type Objects, wholeObjects } from "./objects.ts";
import { bucketOf, type ObjectsConfig } from "./objects-bucket.ts";
import { type Listing, listing } from "./objects-listing.ts";
import { type Multipart, multipart } from "./objects-multipart.ts";
import { type ReadsByRange, readsByRange } from "./objects-ranges.ts";

export type { ListedObject, ListedUpload } from "./objects-listing.ts";
export type { Part } from "./objects-multipart.ts";

export interface LargeObjects extends Objects, ReadsByRange, Listing, Multipart {}

export function largeObjects(config: ObjectsConfig): LargeObjects {
  const bucket = bucketOf(config);
  return { ...wholeObjects(bucket), ...readsByRange(bucket), ...listing(bucket), ...multipart(bucket) };
}
