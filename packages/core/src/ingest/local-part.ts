/** The private part of an inbound address. */
import { randomBytes } from "node:crypto";

// No vowels (no words), no look-alikes: 24 signs of 4.58 bits each.
const ALPHABET = "bcdfghjkmnpqrstvwxz23456";
const LENGTH = 20;

/** 20 signs, 91 bits: nobody guesses it, and it can be read out on the telephone. */
export function newLocalPart(): string {
  let part = "";
  while (part.length < LENGTH) {
    // Bytes from 240 on are drawn again, so that every sign is equally likely.
    for (const byte of randomBytes(LENGTH)) if (byte < 240 && part.length < LENGTH) part += ALPHABET[byte % 24];
  }
  return part;
}
