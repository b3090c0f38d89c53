// The page of a signed session: nothing of it stays on this device.

import { standDown } from "./stand_by.js";

const page = document.querySelector("[data-signed]")?.dataset.signed;
if (page) standDown(page);
