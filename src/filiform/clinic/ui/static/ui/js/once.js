// Sends a form once: a second press while it travels does nothing. The server is idempotent anyway.
const PATIENCE = 10000; // milliseconds after which a form whose page never came can be sent again
const DOWNLOAD = 1500; // the same for a form marked data-download, whose answer is a file and never a page

export function sendOnce(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent !== undefined) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
    form.dataset.sent = "";
    markBusy(form, true);
    setTimeout(() => release(page), form.dataset.download === undefined ? PATIENCE : DOWNLOAD);
  });
  // Coming back with the browser's own button must find a form that can be sent again.
  window.addEventListener("pageshow", () => release(page));
}

function release(page) {
  for (const form of page.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    markBusy(form, false);
  }
}

// Busy, not disabled: a disabled button would drop its name and value from what is sent, and lose the focus.
function markBusy(form, busy) {
  for (const control of form.elements) {
    if (control.type === "submit") control.setAttribute("aria-busy", String(busy));
  }
}
