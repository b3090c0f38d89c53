// Finds a region in the long list: shows the rows whose name holds what is typed, and opens their area.
const search = document.querySelector("[data-region-search]");

if (search) {
  search.hidden = false;
  const opened = new Map([...document.querySelectorAll("#regions .area")].map((area) => [area, area.open]));
  search.querySelector("input").addEventListener("input", (event) => {
    event.stopPropagation();
    filter(event.target.value.trim().toLowerCase(), opened);
  });
}

function filter(wanted, opened) {
  for (const [area, wasOpen] of opened) {
    const inArea = area.querySelector("summary").textContent.toLowerCase().includes(wanted);
    let shown = 0;
    for (const row of area.querySelectorAll("[data-region]")) {
      const fits = wanted === "" || inArea || row.dataset.region.includes(wanted);
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    area.hidden = shown === 0;
    area.open = wanted === "" ? wasOpen || area.querySelector(":checked") !== null : shown > 0;
  }
}
