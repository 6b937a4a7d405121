// An address of an answer (#q-who-can-come) opens it. New browsers do so by themselves.

const show = () => {
  const answer = location.hash.startsWith("#q-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = answer && answer.closest("details:not([open])");
  if (!folded) return;
  folded.open = true;
  answer.scrollIntoView();
};

addEventListener("hashchange", show);
show();
