/* Passkeys: hands the server's question to the browser, and the browser's answer to the server.
   <form data-passkey="create|get" data-options="{…}"> with a hidden field "credential" and a button. */

const PROBLEM = "That did not work. Please try again, or use another way to sign in.";
const TOO_OLD = "This browser is too old for passkeys. Please use an authenticator app.";

async function ask(kind, options) {
  if (kind === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

function say(form, words) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.textContent = words;
  problem.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("[data-passkey-button]").addEventListener("click", async () => {
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
      say(form, TOO_OLD);
      return;
    }
    try {
      const { publicKey } = JSON.parse(form.dataset.options);
      const credential = await ask(form.dataset.passkey, publicKey);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      // The person closed the browser's window, or it knows no passkey for this site.
      say(form, PROBLEM);
    }
  });
}
