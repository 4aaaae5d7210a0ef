import type { Pictures } from "../../pages.ts";

export default { search: async () => "search?q=milk" } satisfies Pictures;
