// The menu works without this file: its buttons, the sheet and the panels are the browser's own.
// Added here: Escape closes a panel and gives the focus back, and what is left behind closes.

const menu = document.getElementById("menu");

if (menu) {
  const panels = [...menu.querySelectorAll("details")];
  const wide = matchMedia("(min-width: 62rem)");
  const isSheet = () => !wide.matches && menu.matches(":popover-open");
  const closePanels = () => panels.forEach((panel) => (panel.open = false));

  document.addEventListener("keydown", (event) => {
    const open = panels.find((panel) => panel.open);
    if (event.key !== "Escape" || !open || !wide.matches) return;
    const inside = open.contains(document.activeElement);
    closePanels();
    if (inside) open.querySelector("summary").focus();
  });

  // On a wide screen a panel closes when the focus or a click goes elsewhere.
  document.addEventListener("click", (event) => {
    if (wide.matches && !panels.some((panel) => panel.contains(event.target))) closePanels();
  });
  menu.addEventListener("focusout", (event) => {
    const next = event.relatedTarget;
    if (!next) return;
    if (wide.matches) {
      for (const panel of panels) if (!panel.contains(next)) panel.open = false;
    } else if (isSheet() && !menu.contains(next)) {
      // The sheet covers the page: focus must not wander behind it.
      menu.hidePopover();
    }
  });

  // On a phone the part where the visitor is stands open at once.
  menu.addEventListener("toggle", (event) => {
    if (event.newState === "open") menu.querySelector(".is-open > details")?.setAttribute("open", "");
  });
  wide.addEventListener("change", () => {
    closePanels();
    if (menu.matches(":popover-open")) menu.hidePopover();
  });
}
