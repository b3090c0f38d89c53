// The box of a whole arm or leg ticks all its areas, and says when only some of them are ticked.
for (const group of document.querySelectorAll("fieldset.places")) {
  const limbs = [...group.querySelectorAll("input[data-parts]")];
  const parts = new Map(limbs.map((limb) => [limb, partsOf(group, limb)]));
  group.addEventListener("change", ({ target }) => {
    for (const box of parts.get(target) ?? []) box.checked = target.checked;
    show(parts);
  });
  show(parts);
}

function partsOf(group, limb) {
  const wanted = new Set(limb.dataset.parts.split(" "));
  return [...group.querySelectorAll("input[type=checkbox]")].filter((box) => wanted.has(box.value));
}

function show(parts) {
  for (const [limb, boxes] of parts) {
    const ticked = boxes.filter((box) => box.checked).length;
    limb.checked = ticked === boxes.length;
    limb.indeterminate = ticked > 0 && ticked < boxes.length;
  }
}
