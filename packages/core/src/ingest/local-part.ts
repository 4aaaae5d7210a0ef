/** The private part of an inbound address. */
import { randomBytes } from "node:crypto";

// Without vowels (so that no words result) and look-alikes: 24 characters of 4.58 bits each.
const ALPHABET = "bcdfghjkmnpqrstvwxz23456";
const LENGTH = 20;

/** 20 characters, 91 bits: impossible to guess, and short enough to be read out on the telephone. */
export function newLocalPart(): string {
  let part = "";
  while (part.length < LENGTH) {
    // Bytes from 240 on are skipped, so that every character is equally likely.
    for (const byte of randomBytes(LENGTH)) if (byte < 240 && part.length < LENGTH) part += ALPHABET[byte % 24];
  }
  return part;
}
