import { expect, it } from "vitest";
import { discoverKnown } from "#testing/known";
import { someOf } from "#testing/sampled";
import { discover } from "../contract/discover.ts";

const { endpoints } = await discover();

it("a file beside a resource is found, and refused when it names an unknown operation", async () => {
  const { operations } = await discoverKnown(endpoints);
  expect(operations.size).toBeGreaterThan(20);
  for (const name of someOf("operations", [...operations.keys()], 3)) {
    const [pillar, resource] = name.split(".");
    await expect(discoverKnown(endpoints.filter((found) => found.name !== name))).rejects.toThrow(
      `functions/${pillar}/${resource}.testing.ts: there is no operation ${name}`,
    );
  }
});
