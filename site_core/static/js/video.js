// Puts the player in the place of its link when the reader presses play. Until then nothing is asked of the
// film's host. Without JavaScript the link leads to the film's own page.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-player]");
  const wantsNewTab = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || wantsNewTab || event.defaultPrevented) return;
  event.preventDefault();

  const player = document.createElement("iframe");
  player.title = link.dataset.title;
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  player.allowFullscreen = true;
  // YouTube plays only for a page that says which site it is on.
  player.referrerPolicy = "strict-origin-when-cross-origin";
  player.src = link.dataset.player;
  link.replaceWith(player);
  player.focus();
});
