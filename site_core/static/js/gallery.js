// Opens the pictures of a gallery on the page itself. Without this script each is a plain link to its file.

let viewer;

function button(text, act, className = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `button ${className}`.trim();
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function build() {
  const dialog = document.createElement("dialog");
  dialog.className = "viewer";
  dialog.setAttribute("aria-label", "Picture");
  const figure = document.createElement("figure");
  const image = document.createElement("img");
  const caption = document.createElement("figcaption");
  caption.setAttribute("aria-live", "polite");
  caption.dir = "auto";
  figure.append(image, caption);
  const ways = document.createElement("div");
  ways.className = "viewer__ways";
  const found = { dialog, image, caption, links: [], place: 0 };
  const back = button("Previous", () => show(found, found.place - 1));
  const next = button("Next", () => show(found, found.place + 1));
  ways.append(back, next, button("Close", () => dialog.close(), "button--primary"));
  dialog.append(figure, ways);
  dialog.addEventListener("keydown", (event) => {
    const forward = getComputedStyle(dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      show(found, found.place + (event.key === forward ? 1 : -1));
    }
  });
  // Back at the picture that was looked at last, not at the one that was opened first.
  dialog.addEventListener("close", () => found.links[found.place]?.focus());
  document.body.append(dialog);
  return found;
}

function show(view, place) {
  const count = view.links.length;
  view.place = (place + count) % count;
  const link = view.links[view.place];
  const small = link.querySelector("img");
  // The browser has just shown that it can read AVIF.
  view.image.src = (small.currentSrc.endsWith(".avif") && link.dataset.avif) || link.href;
  view.image.alt = small.alt;
  const words = link.closest("figure").querySelector("figcaption")?.textContent ?? "";
  view.caption.textContent = [words, `${view.place + 1} of ${count}`].filter(Boolean).join(" · ");
}

for (const gallery of document.querySelectorAll(".gallery")) {
  const links = [...gallery.querySelectorAll(".gallery__link")].filter((link) => link.querySelector("img"));
  for (const [place, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      viewer ??= build();
      viewer.links = links;
      show(viewer, place);
      viewer.dialog.showModal();
    });
  }
}
