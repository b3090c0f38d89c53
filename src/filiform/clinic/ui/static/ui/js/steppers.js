// Turns a number field into − n +: shows the two buttons and keeps the number between its min and max.
export function startSteppers(root) {
  for (const stepper of root.querySelectorAll("[data-stepper]:not([data-started])")) {
    stepper.dataset.started = "";
    for (const button of stepper.querySelectorAll("[data-step]")) {
      button.hidden = false;
      button.addEventListener("click", () => turn(stepper.querySelector("input"), Number(button.dataset.step)));
    }
  }
}

function turn(input, by) {
  const next = Number(input.value || 0) + by;
  const least = input.min === "" ? -Infinity : Number(input.min);
  const most = input.max === "" ? Infinity : Number(input.max);
  input.value = String(Math.min(most, Math.max(least, next)));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
