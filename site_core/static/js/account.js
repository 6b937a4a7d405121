// Pages are the same for everyone, so the header says "Sign in". Whoever is signed in has a small cookie that
// says so and nothing else; then the link leads to their details. Without this file it leads there as well,
// by way of the sign-in page.

if (/(?:^|;\s*)signed_in=1(?:;|$)/.test(document.cookie)) {
  for (const link of document.querySelectorAll("a[data-account]")) {
    link.href = "/account/";
    link.textContent = "My details";
  }
}
