// A video loads nothing from elsewhere until it is asked for: a click on the picture puts the player in its place.
// Without this file the link leads to the video's own page.

for (const link of document.querySelectorAll("a[data-video-src]")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.videoSrc;
    player.title = link.dataset.videoTitle;
    player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    player.referrerPolicy = "strict-origin-when-cross-origin";
    link.replaceWith(player);
    player.focus();
  });
}
