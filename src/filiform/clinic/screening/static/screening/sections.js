// A long screening, section by section: how many questions are open, and "No to the rest of this section".
//
// The button sets answers in the page only. Until "Save the answers" is pressed they are kept out of everything
// that the form sends by itself, so that nobody is on record with a "no" that was never looked over.
const form = document.querySelector("form#answers");
const waiting = new Set(); // names of the answers a button has set
let saving = false;

function open(question) {
  return [undefined, "unsure"].includes(question.querySelector("input:checked")?.value);
}

function count(section) {
  const questions = [...section.querySelectorAll("fieldset")];
  section.querySelector("[data-open-count]").textContent = questions.filter(open).length;
}

function noToRest(section) {
  const rest = [...section.querySelectorAll("fieldset[data-may-be-no]")].filter((one) => !one.querySelector(":checked"));
  for (const question of rest) {
    const no = question.querySelector("input[value=no]");
    no.checked = true;
    waiting.add(no.name);
  }
  return rest.length;
}

function takeBack(section) {
  for (const no of section.querySelectorAll("input[value=no]:checked")) {
    if (waiting.delete(no.name)) no.checked = false;
  }
}

function prepare(section) {
  const button = section.querySelector("[data-no-to-rest]");
  const status = section.querySelector("[data-rest-status]");
  const words = button?.textContent ?? "";
  const name = button?.getAttribute("aria-label") ?? "";
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    const undo = button.dataset.set !== undefined;
    if (undo) {
      takeBack(section);
      delete button.dataset.set;
      button.textContent = words;
      button.setAttribute("aria-label", name);
      status.textContent = "";
    } else {
      const set = noToRest(section);
      button.dataset.set = "";
      button.textContent = "Undo";
      button.setAttribute("aria-label", `Undo: ${name}`);
      status.textContent = `${set} set to No. They are saved with “Save the answers”.`;
    }
    count(section);
  });
}

for (const section of document.querySelectorAll("[data-open-section]")) prepare(section);

form?.addEventListener("change", (event) => {
  waiting.delete(event.target.name); // touched by hand: an answer like any other
  const section = event.target.closest("[data-open-section]");
  if (section) count(section);
});
form?.addEventListener("submit", () => (saving = true));
window.addEventListener("pageshow", () => (saving = false));
form?.addEventListener("formdata", ({ formData }) => {
  if (!saving) for (const name of waiting) formData.delete(name);
});
