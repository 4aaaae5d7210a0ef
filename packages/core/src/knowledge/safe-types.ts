/** Media types with which bytes may leave the store. */

/** No particular type, which every file may claim. */
export const ANY_TYPE = "application/octet-stream";

/** The type under which a browser may be given the bytes: none under which it would run what somebody wrote into them. */
export const safeType = (mimeType: string): string => (isActive(mimeType) ? ANY_TYPE : mimeType);

const isActive = (mimeType: string) =>
  /^(text\/(html|xml|xsl|javascript|ecmascript|vbscript|css)|image\/svg|application\/(xhtml|xml|javascript|ecmascript|x-shockwave-flash|pdf))/.test(
    mimeType,
  ) || /\+xml$/.test(mimeType);
