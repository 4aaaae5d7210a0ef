/** Names of character sets are the same in every language. */
export const ENCODINGS = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252 (Latin-1)",
  "windows-1250": "Windows-1250",
  "windows-1251": "Windows-1251",
  "iso-8859-2": "ISO 8859-2 (Latin-2)",
  "iso-8859-15": "ISO 8859-15 (Latin-9)",
  "utf-16le": "UTF-16, little-endian",
  "utf-16be": "UTF-16, big-endian",
  shift_jis: "Shift JIS",
  gbk: "GBK",
  big5: "Big5",
  "euc-kr": "EUC-KR",
};
