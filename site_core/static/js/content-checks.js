// For editors only, beside Wagtail's content checker: what makes a link vague (site_core/pages/editing/checker.py).
// Wagtail takes a check's settings from the page, but not what it does; so that is added here.
const VAGUE = /^(click|read|see|find out|learn|more|here|this|link|details|go)( (here|this|more|out|link|page|on))*$/i;

function says(link) {
  const picture = link.querySelector("img[alt]");
  const words = link.getAttribute("aria-label") || link.textContent.trim() || (picture ? picture.alt : "");
  return words.replace(/[\s.!…>»→]+/g, " ").trim();
}

if (window.axe) {
  window.axe.configure({
    checks: [{ id: "check-vague-link", evaluate: (link) => VAGUE.test(says(link)) }],
  });
}
