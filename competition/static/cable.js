// Only in a demo: the network cable of this page. Pulled, its sockets are closed, no new one opens and nothing is fetched;
// it is a real cut, made where the page meets the network. The stage holds the plug: window.cable.pull(), .plug().

(() => {
  const Real = window.WebSocket, get = window.fetch.bind(window), open = new Set();
  let pulled = false;

  class Dead extends EventTarget {
    readyState = Real.CLOSED;
    send() {}
    close() {}
  }

  function dead() {
    const socket = new Dead();
    setTimeout(() => socket.onclose?.({ code: 1006 }), 80);
    return socket;
  }

  function Cabled(...given) {
    if (pulled) return dead();
    const socket = new Real(...given);
    open.add(socket);
    socket.addEventListener("close", () => open.delete(socket));
    return socket;
  }

  Object.setPrototypeOf(Cabled, Real);
  Cabled.prototype = Real.prototype;
  window.WebSocket = Cabled;
  window.fetch = (...given) => (pulled ? Promise.reject(new TypeError("the cable is pulled")) : get(...given));
  window.cable = {
    get pulled() { return pulled; },
    pull() {
      pulled = true;
      for (const socket of open) socket.close();
    },
    plug() {
      pulled = false;
      window.dispatchEvent(new Event("online"));
    },
  };
})();
