/** Labels of sums, and words on receipts, in non-Latin scripts. All words are compared folded. */
import { fold } from "./lines.ts";

export type LabelKind = "total" | "subtotal" | "tax" | "tip" | "fee" | "discount" | "payment" | "other";

interface Words {
  kind: LabelKind;
  /** For totals, as in `Label`. */
  strength: number;
  words: string;
}

/** By language: Russian and its neighbours, Greek, Hebrew, Arabic and Persian, Japanese, Chinese, Korean. */
const labels: Words[] = [
  {
    kind: "subtotal",
    strength: 0,
    words:
      "подытог|промежуточный итог|сумма без ндс|μερικο συνολο|υποσυνολο|καθαρη αξια|סכום ביניים|المجموع الفرعي|小計|小计|税抜|소계|공급가액",
  },
  {
    kind: "tax",
    strength: 0,
    words:
      'в т\\.? ?ч\\.? ндс|ндс|пдв|ддс|φπα|מע"?מ|ضريبة|ضريبة القيمة المضافة|مالیات|消費税|内税|外税|うち消費税|税额|税額|增值税|부가세|부가가치세',
  },
  { kind: "discount", strength: 0, words: "скидка|знижка|отстъпка|εκπτωση|הנחה|خصم|تخفیف|割引|値引|优惠|折扣|할인" },
  { kind: "fee", strength: 0, words: "доставка|μεταφορικα|משלוח|رسوم التوصيل|الشحن|送料|手数料|运费|運費|배송비" },
  { kind: "tip", strength: 0, words: "чаевые|чайові|φιλοδωρημα|טיפ|إكرامية" },
  {
    kind: "total",
    strength: 10,
    words:
      'итого к оплате|к оплате|всего к оплате|сумма заказа|сумма платежа|до сплати|разом до сплати|συνολο πληρωμης|πληρωτεο|συνολικο ποσο|סה"?כ לתשלום|סכום לתשלום|المبلغ الإجمالي|الإجمالي المدفوع|المبلغ المدفوع|مبلغ پرداختی|مبلغ کل|お支払い?金額|お支払い?合計|ご請求金額|領収金額|合計金額|总计金额|实付金额|实付款?|應付金額|应付金额|결제 ?금액|총 ?결제 ?금액|총 ?금액|합계 ?금액',
  },
  {
    kind: "total",
    strength: 8,
    words:
      'итого?|всего|разом|всього|усього|сума|сумма|общо|обща сума|укупно|συνολο|γενικο συνολο|סה"?כ|סך הכל|الإجمالي|الاجمالي|المجموع|الإجمالي الكلي|جمع کل|جمع|合計|総計|合计|总计|總計|共计|합계|총계|총액',
  },
  {
    kind: "payment",
    strength: 0,
    words:
      "наличными|наличные|безналичными|безналичный расчет|картой|карта|сдача|получено|готівка|карткою|картка|решта|сплачено|оплачено|в брой|μετρητα|καρτα|ρεστα|πληρωμη με|מזומן|אשראי|כרטיס אשראי|שולם|עודף|نقدا|نقدًا|بطاقة|الباقي|تم الدفع|کارت|پرداخت شده|現金|お預り|お預かり|お釣り|お釣|釣銭|クレジット|カード|お支払い?|现金|找零|微信支付|支付宝|支付方式|信用卡|現金|找續|현금|거스름돈|카드|카드결제|신용카드|받은금액",
  },
];

// In scripts without spaces, a word may be followed by letters only if those are another word of the list.
const compiled = labels.map(({ kind, strength, words }) => ({
  kind,
  strength,
  pattern: new RegExp(`^[^\\p{L}\\p{N}]{0,8}(?:${fold(words)})(?!\\p{L})`, "u"),
}));

/** The meaning of a folded label in a non-Latin script; null for everything else. */
export function worldLabelOf(folded: string): { kind: LabelKind; strength: number } | null {
  if (!/[^\x00-\u024f]/.test(folded)) return null;
  const found = compiled.find(({ pattern }) => pattern.test(folded));
  return found ? { kind: found.kind, strength: found.strength } : null;
}

const whole = (words: string) => new RegExp(`(?<!\\p{L})(?:${fold(words)})(?!\\p{L})`, "u");

export const worldSigns = {
  receipt: whole(
    "(?:кассовый )?чек|квитанция|касова бележка|αποδειξη|קבלה|חשבונית מס קבלה|إيصال|إيصال الدفع|رسید|領収書|領収証|レシート|收据|收據|小票|영수증|매출전표",
  ),
  order: whole(
    "ваш заказ|спасибо за (?:заказ|покупку)|заказ оформлен|ваше замовлення|дякуємо за (?:замовлення|покупку)|η παραγγελια σας|ευχαριστουμε για την (?:παραγγελια|αγορα)|תודה על (?:הזמנתך|קנייתך)|شكرا لشرائك|شكرا لطلبك|تأكيد الطلب|ご注文ありがとうございます|ご注文の確認|订单确认|주문이 완료되었습니다|주문 확인",
  ),
  paid: whole(
    "оплачено|оплата прошла|сплачено|платено|πληρωθηκε|εξοφληθηκε|שולם|تم الدفع|تم السداد|پرداخت شد|お支払い済み?|支払済み?|已支付|支付成功|결제 ?완료|결제되었습니다",
  ),
};
