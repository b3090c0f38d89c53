// After one press the server sends its row and the ranking anew. A button that went with its suggestion
// leaves the focus at the heading of the ranking, so that the keyboard goes on from there.
document.addEventListener("htmx:oobAfterSwap", () => {
  if (document.activeElement === document.body) document.querySelector("#ranking-heading")?.focus({ preventScroll: true });
});
