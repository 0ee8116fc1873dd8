// Makes the passkey buttons of a page work. Without this script they stay hidden, and the other way to sign in remains.
import '/assets/vendor/simplewebauthn.js'

const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser

if (browserSupportsWebAuthn()) {
  for (const missing of document.querySelectorAll('[data-passkey-missing]')) missing.hidden = true
  for (const button of document.querySelectorAll('[data-passkey]')) {
    button.hidden = false
    button.addEventListener('click', () => perform(button))
  }
}

async function perform(button) {
  const error = document.querySelector('[data-passkey-error]')
  error.hidden = true
  button.disabled = true
  try {
    const { next } = button.dataset.passkey === 'register' ? await register() : await signIn(button.dataset.next)
    location.assign(next)
  } catch {
    error.textContent = error.dataset.passkeyError
    error.hidden = false
    button.disabled = false
  }
}

async function signIn(next) {
  const optionsJSON = await send('/sign-in/passkey/options')
  return await send('/sign-in/passkey', { response: await startAuthentication({ optionsJSON }), next })
}

async function register() {
  const optionsJSON = await send('/desk/me/passkeys/options')
  const label = document.getElementById('passkey-label').value
  return await send('/desk/me/passkeys', { response: await startRegistration({ optionsJSON }), label })
}

async function send(path, body = {}) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return await answer.json()
}
