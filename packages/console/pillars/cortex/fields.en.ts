/** What the fields of rows are called, by the names of the contract. */
export default {
  behaviour: "what comes first",
  outcome: "what follows",
};
