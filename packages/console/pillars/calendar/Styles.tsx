import address from "./calendar.css?url";

/**
 * The styles of the calendar's pages, which are too many to be loaded with every page. React waits for them before it shows what stands beside
 * them, and loads them once.
 */
export const Styles = () => <link rel="stylesheet" href={address} precedence="page" />;
