// Pages are the same for everyone, so the header says that the basket is empty. Whoever has put something in it has a
// small cookie with the number of things ("basket=3") and nothing else; see docs/architecture.md.

const count = Number(/(?:^|;\s*)basket=(\d{1,3})(?:;|$)/.exec(document.cookie)?.[1] ?? 0);

if (count) {
  for (const link of document.querySelectorAll("a[data-basket]")) {
    link.querySelector("[data-basket-words]").textContent = `(${count} ${count === 1 ? "item" : "items"})`;
    link.querySelector("[data-basket-count]").textContent = count;
  }
}
