// Where the issuer sends a hidden frame or a small window back to: tells the tab that waits for it, see src/data/sign-in.ts.
new BroadcastChannel("lifeos.sign-in").postMessage(location.href);
if (window.top === window) window.close();
