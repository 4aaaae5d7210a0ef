import { number, plural } from "#console/words/format.ts";

/** What is agreed with who pays. */
export const terms = {
  price: (amount: string) => `${amount} an hour`,
  noPrice: "no price of an hour is agreed",
  rounded: {
    up: (minutes: number) =>
      plural(minutes, { one: "time rounded up to minutes", other: `time rounded up to ${number(minutes)} minutes` }),
    nearest: (minutes: number) =>
      plural(minutes, { one: "time to the nearest minute", other: `time to the nearest ${number(minutes)} minutes` }),
  },
  taken: "Left empty, it is what is agreed.",
};

/** What the page of an invoice says of its paper and of its mail. */
export default {
  paper: "As a PDF",
  save: "Save the PDF",
  fileName: (number: string) => `Invoice ${number}.pdf`,
  notHere: "It is not here yet.",
  notShown: "This browser shows no PDFs. Save it to look at it.",
  onPaper: "On the paper",
  recipient: "To",
  sender: "From",
  note: "Below the sum",
  noteHelp: "Such as how to pay.",
  language: "Language",
  ownLanguage: "Your own",
  mail: "Send by mail",
  mailAgain: "Mail it again",
  mailUnderway: "A mail with it is on its way.",
  mailTitle: (name: string) => `Send by mail: ${name}`,
  mailNumbers: "It gets the number after your last, and nothing in it can be changed then. The PDF goes along.",
  address: "E-mail address",
  usualAddress: "Left empty, it goes to the first address of who pays.",
  sayAddress: "Say where to.",
  noMail:
    "Whoever runs this installation has not set up mail, so none goes out from here. Save the PDF and send it yourself.",
  mailed: "Mailed",
  mailOnItsWay: "On its way",
  mailProblems: {
    refused: "The address was refused",
    unanswered: "The mail service did not answer",
    voided: "Not sent, it was made void before",
  },
};
