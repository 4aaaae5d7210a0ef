/** Words for units in other scripts than those of Europe, by unit and language; see unit-words.ts for what the columns mean. */
export const WORDS_BEYOND_EUROPE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  g: { hi: "ग्राम", ar: "غرام, جرام, غ", he: "גרם, ג'", th: "กรัม", zh: "克", ja: "グラム", ko: "그램" },
  kg: { hi: "किलो, किलोग्राम", ar: "كيلو, كغ, كيلوغرام", he: "קילו", th: "กิโลกรัม, กก", zh: "公斤, 千克", ja: "キロ" },
  ml: { hi: "मिली, मिलीलीटर", ar: "مل, ملليلتر", he: "מל", th: "มล, มิลลิลิตร", zh: "毫升" },
  l: { hi: "लीटर", ar: "لتر", he: "ליטר", th: "ลิตร", zh: "升", ja: "リットル", ko: "리터" },
  tsp: {
    hi: "चम्मच, छोटा चम्मच, छोटे चम्मच, छोटी चम्मच, टीस्पून",
    ar: "ملعقة صغيرة, ملاعق صغيرة, ملعقة شاي",
    he: "כפית, כפיות",
    th: "ช้อนชา",
    zh: "茶匙, 小匙",
    ja: "小さじ",
    ko: "작은술, 티스푼",
  },
  tbsp: {
    hi: "बड़ा चम्मच, बड़े चम्मच, टेबलस्पून",
    ar: "ملعقة كبيرة, ملاعق كبيرة, ملعقة طعام",
    he: "כף, כפות",
    th: "ช้อนโต๊ะ",
    zh: "汤匙, 大匙",
    ja: "大さじ",
    ko: "큰술, 스푼",
  },
  cup: { hi: "कप", ar: "كوب, أكواب, كأس", he: "כוס, כוסות", th: "ถ้วย, ถ้วยตวง", zh: "杯", ja: "カップ", ko: "컵" },
  piece: { he: "יחידות", zh: "个, 個", ko: "개" },
  pinch: { hi: "चुटकी, चुटकी भर", ar: "رشة, رشات", he: "קורט", zh: "少许", ja: "少々", ko: "꼬집" },
  clove: { hi: "कली, कलियां", ar: "فص, فصوص", he: "שן, שיני", th: "กลีบ", zh: "瓣", ko: "쪽" },
};
