// Keying from paper: Enter goes on to the next field, as on a calculator; the last one is the button. Without this, Tab does.

const form = document.querySelector("form[data-keying]");
const fields = form ? [...form.querySelectorAll("input:not([type=hidden]), select, button[data-save]")] : [];

form?.addEventListener("keydown", (event) => {
  const at = fields.indexOf(event.target);
  if (event.key !== "Enter" || event.isComposing || at < 0 || event.target.tagName === "BUTTON") return;
  event.preventDefault();
  const next = fields[at + (event.shiftKey ? -1 : 1)];
  next?.focus();
  next?.select?.();
});

form?.querySelector("[aria-invalid], [data-other], input:not([type=hidden]), select")?.focus();
