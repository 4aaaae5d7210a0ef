export default {
  lead: "The parts of a life in one place.",
  signIn: "Sign in",
  notSetUp: "Nobody has said yet where people sign in to this installation. Whoever runs it sets CONSOLE_OIDC.",
};
