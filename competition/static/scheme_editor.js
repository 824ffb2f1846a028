// The scheme editor, made live: the open form is posted in the background when a field changes, and sums and problems beside it
// are taken from the answer, which is the same page a plain form gets. What was typed stays in this tab until it is kept.

const editor = document.getElementById('editor');
const { offline, restored } = editor.dataset;
let busy = false;
let again = null;

const form = () => document.getElementById('open');
const key = (one = form()) => `editor ${location.pathname} ${one.dataset.at} ${one.elements['code-was'].value}`;
const fields = (one) => [...one.elements].filter((e) => e.name && e.type !== 'hidden' && e.type !== 'submit');
const read = (e) => (e.type === 'checkbox' ? e.checked : e.value);
const typed = (one) => Object.fromEntries(fields(one).map((e) => [e.name, read(e)]));

function remember() {
  if (form()) sessionStorage.setItem(key(), JSON.stringify(typed(form())));
}

// What an earlier try could not keep is put back, and said.
function restore() {
  const left = form() && sessionStorage.getItem(key());
  if (!left) return;
  let changed = false;
  const before = JSON.parse(left);
  for (const e of fields(form())) {
    if (!(e.name in before) || before[e.name] === read(e)) continue;
    changed = true;
    if (e.type === 'checkbox') e.checked = before[e.name];
    else e.value = before[e.name];
  }
  if (changed) say(restored, 'wait');
}

// Beside the button that saves, where the eye is.
function say(text, kind) {
  const state = document.getElementById('state');
  state.className = `state ${kind}`;
  state.textContent = text;
  state.hidden = !text;
}

// One after the other: each carries the fingerprint that the answer before gave it.
function send(one, act) {
  if (busy) {
    if (again?.act === undefined || act !== 'save') again = { one, act };
    return;
  }
  busy = true;
  const sent = new FormData(one);
  sent.set('do', act);
  const mine = one === form();
  const where = mine && key(one);
  const before = mine && JSON.stringify(typed(one));
  const request = new XMLHttpRequest();
  request.open('POST', one.getAttribute('action').split('#')[0]);
  request.setRequestHeader('accept', 'text/html');
  // parsed as a document of its own: nothing in it runs
  request.responseType = 'document';
  request.onerror = () => done(() => mine && say(offline, 'clash'));
  request.onload = () => done(() => {
    const answer = request.response;
    const page = answer?.getElementById('editor');
    if (!page) return submitPlainly(one, act);
    const ok = request.status < 400;
    const same = mine && form() && before === JSON.stringify(typed(form()));
    if (ok && same) sessionStorage.removeItem(where);
    if (act === 'save' && request.status !== 409 && !turned(answer)) refresh(answer, ok);
    else replace(page, act, ok && request.responseURL);
  });
  request.send(sent);
}

function done(then) {
  busy = false;
  then();
  const next = again;
  again = null;
  if (next) send(next.one.isConnected ? next.one : form() ?? next.one, next.act);
}

// The server says it best itself: a page without the editor (signed out, marking begun) is shown as it is.
function submitPlainly(one, act) {
  again = null;
  const button = Object.assign(document.createElement('button'), { name: 'do', value: act, hidden: true });
  one.append(button);
  one.dataset.plain = '';
  one.requestSubmit(button);
}

// Another way of marking has other fields.
function turned(answer) {
  const names = (root) => fields(root.getElementById('open')).map((e) => e.name).join();
  return answer.getElementById('open') && form() && names(answer) !== names(document);
}

function refresh(answer, ok) {
  document.getElementById('beside').replaceWith(document.adoptNode(answer.getElementById('beside')));
  const was = answer.querySelector('[name=was]').value;
  for (const e of document.querySelectorAll('[name=was]')) e.value = was;
  const code = answer.getElementById('open')?.elements['code-was'];
  if (ok && code && form()) form().elements['code-was'].value = code.value;
  for (const row of document.querySelectorAll('[data-row]')) {
    const fresh = answer.querySelector(`[data-row="${row.dataset.row}"]`);
    if (fresh) row.replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  for (const old of form()?.querySelectorAll('.wrong') ?? []) old.remove();
  for (const e of form() ? fields(form()) : []) {
    const wrong = answer.getElementById(`${e.id}-problem`);
    if (wrong) e.after(document.adoptNode(wrong));
    if (wrong) e.setAttribute('aria-invalid', 'true');
    else e.removeAttribute('aria-invalid');
  }
  const state = answer.getElementById('state');
  if (state && form()) say(state.textContent, state.className.replace('state ', ''));
  document.getElementById('said').replaceChildren();
}

function replace(page, act, address) {
  for (const id of ['tree', 'beside']) document.getElementById(id).replaceWith(document.adoptNode(page.querySelector(`#${id}`)));
  if (address) history.replaceState(null, '', address);
  const button = act !== 'save' && form()?.querySelector(`button[value="${act}"]:not(:disabled):not(.sr)`);
  (button || form()?.querySelector('input:not([type=hidden]), select'))?.focus();
  form()?.scrollIntoView({ block: 'nearest' });
}

editor.addEventListener('input', remember);
editor.addEventListener('change', ({ target }) => {
  if (target.form === form() && !['into', 'order-key', 'order-way'].includes(target.name)) send(target.form, 'save');
});
editor.addEventListener('submit', (event) => {
  if (event.target.dataset.plain === '') return;
  event.preventDefault();
  send(event.target, event.submitter?.value || 'save');
});
editor.addEventListener('keydown', (event) => {
  const act = event.altKey && { ArrowUp: 'up', ArrowDown: 'down' }[event.key];
  const button = act && form()?.querySelector(`button[value=${act}]:not(:disabled)`);
  if (!button || event.target.tagName === 'SELECT') return;
  event.preventDefault();
  button.click();
});
restore();
