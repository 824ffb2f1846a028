// The page's own shelter: a service worker, where the browser grants one, so that it opens again without the server.

const ALLOWED = ["/sw.js"];

function trusted(address) {
  const policy = self.trustedTypes?.createPolicy("tablet", {
    createScriptURL: (wanted) => {
      if (!ALLOWED.includes(wanted)) throw new TypeError(wanted);
      return wanted;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}

/** Whether this page will open again while the server is away. On plain http no browser grants it; marks are safe all the same. */
export async function shelter(path) {
  navigator.storage?.persist?.().catch(() => {});
  if (!("serviceWorker" in navigator)) return false;
  try {
    await navigator.serviceWorker.register(trusted("/sw.js"), { scope: "/tablet" });
    const { active } = await navigator.serviceWorker.ready;
    const told = new MessageChannel();
    const kept = new Promise((done) => { told.port1.onmessage = ({ data }) => done(data); });
    active.postMessage({ keep: path }, [told.port2]);
    return await kept;
  } catch {
    return false;
  }
}
