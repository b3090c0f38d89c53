// Where the focus goes when the control that had it is hidden or switched off by its own tap: to the next one that is
// of use in the same muscle or part of the page, never back to the top.

const CONTROLS = "button, summary, a[href], input:not([type=hidden]), [tabindex]";

export function keepFocus(draw) {
  const before = document.activeElement;
  const part = before?.closest("[data-place], #dock, #stop, #packets, .responses");
  draw();
  if (!part || canHaveFocus(before)) return;
  next(part, before)?.focus({ preventScroll: true });
}

function next(part, before) {
  const usable = [...part.querySelectorAll(CONTROLS)].filter(canHaveFocus);
  const after = usable.find((one) => before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  return part.querySelector("[data-do=insert]:not(:disabled)") ?? after ?? usable.at(-1) ?? document.querySelector("#dock [data-stop]");
}

function canHaveFocus(one) {
  return one.isConnected && !one.disabled && one.getClientRects().length > 0;
}
