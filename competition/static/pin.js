// The big keys of the PIN page. Without this the page is a plain form; hardware keys go to the field by themselves.

const field = document.getElementById('pin');
const keys = document.querySelector('[data-keys]');

field.inputMode = 'none';  // the system's keyboard would cover the keys
keys.hidden = false;
keys.addEventListener('click', ({ target }) => {
  const key = target.closest('button');
  if (!key) return;
  const { digit, clear } = key.dataset;
  field.value = clear !== undefined ? '' : digit !== undefined ? field.value + digit : field.value.slice(0, -1);
  field.removeAttribute('aria-invalid');
  field.focus();
});
