import { integerParameter } from "#kit/parameters";

/** The query parameter `limit` of every list: the most rows of a page. */
export const Limit = integerParameter(1, 100);
