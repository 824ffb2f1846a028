// One POST to the server with the token that its forms carry. A page from the tablet's own store is older than the cookie,
// so the token is asked anew when it is refused.

const PATIENCE = 8000;
let token = null;

async function renewed(boot) {
  const options = { headers: { accept: "text/html" }, signal: AbortSignal.timeout(PATIENCE) };
  const text = await (await fetch(boot.link ?? location.pathname, options)).text();
  return /"csrf": ?"([^"]+)"/.exec(text)?.[1] ?? /name="_csrf_token" value="([^"]+)"/.exec(text)?.[1] ?? token;
}

async function once(address, body, type) {
  return fetch(address, {
    method: "POST", body, signal: AbortSignal.timeout(PATIENCE),
    headers: { ...type, accept: "application/json", "x-csrftoken": token },
  });
}

/** The server's response, or null when it cannot be reached. */
export async function post(boot, address, body) {
  const type = typeof body === "string" ? { "content-type": "application/json" } : {};
  token ??= boot.csrf;
  try {
    const answer = await once(address, body, type);
    if (answer.status !== 403) return answer;
    token = await renewed(boot);
    return await once(address, body, type);
  } catch {
    return null;
  }
}
