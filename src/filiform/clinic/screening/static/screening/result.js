// The result page: a print button where there is JavaScript to make it work, and a file that can be saved twice.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A download leaves the page where it is, so the form must be ready to be sent again.
for (const form of document.querySelectorAll("form[data-download]")) {
  form.addEventListener("submit", () => setTimeout(() => release(form), 1000));
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}
