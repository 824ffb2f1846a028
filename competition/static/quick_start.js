// 快速开赛: what would be made is asked of the server again after each pause in typing, and put beside the form.
// Without this module the button 先看看 does the same.

const form = document.getElementById("quick-start");
const PAUSE = 350;
let asked = null;
let waiting = 0;

function ask() {
  asked?.abort();
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("accept", "text/html");
  // parsed as a document of its own: nothing in it runs
  request.responseType = "document";
  request.onload = () => show(request.response?.getElementById("preview"));
  const fields = new FormData(form);
  fields.set("do", "preview");
  request.send(fields);
  asked = request;
}

function show(preview) {
  const old = document.getElementById("preview");
  if (!preview || old.contains(document.activeElement)) return;
  old.replaceWith(document.adoptNode(preview));
  hide();
}

function hide() {
  document.querySelector("#preview button[value=preview]")?.setAttribute("hidden", "");
}

form.addEventListener("input", (event) => {
  if (event.target.id === "trade") document.getElementById("file").value = "";
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
hide();
