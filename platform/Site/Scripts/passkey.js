// Completes forms with a passkey (WebAuthn): fetches the authenticator's orders, asks the person, sends the form with the answer.
(() => {
  'use strict';
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const known = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

  async function create(orders) {
    const publicKey = { ...orders, challenge: bytes(orders.challenge), user: { ...orders.user, id: bytes(orders.user.id) }, excludeCredentials: known(orders.excludeCredentials) };
    const made = await navigator.credentials.create({ publicKey });
    return {
      ...common(made),
      response: { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] },
    };
  }

  async function get(orders) {
    const publicKey = { ...orders, challenge: bytes(orders.challenge), allowCredentials: known(orders.allowCredentials) };
    const shown = await navigator.credentials.get({ publicKey });
    const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
    return {
      ...common(shown),
      response: {
        clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
        userHandle: userHandle ? text(userHandle) : null,
      },
    };
  }

  const common = credential => ({
    id: credential.id, rawId: text(credential.rawId), type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment, clientExtensionResults: credential.getClientExtensionResults(),
  });

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const message = form.querySelector('[data-passkey-message]');
    const say = words => { message.textContent = words; message.hidden = false; };
    let busy = false;
    form.addEventListener('submit', async event => {
      if (form.elements.Credential.value) return;
      event.preventDefault();
      if (busy) return;
      if (!window.PublicKeyCredential) { say(message.dataset.missing); return; }
      busy = true;
      message.hidden = true;
      try {
        const address = new URL(form.action);
        address.searchParams.set('handler', 'Optionen');
        const answer = await fetch(address, { method: 'POST', body: new FormData(form) });
        if (!answer.ok) throw new Error();
        const orders = await answer.json();
        form.elements.Credential.value = JSON.stringify(await (form.dataset.passkey === 'create' ? create(orders) : get(orders)));
        form.submit();
      } catch {
        say(message.dataset.failed);
      } finally {
        busy = false;
      }
    });
  }
})();
