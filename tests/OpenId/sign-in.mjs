// Signs in with openid-client, an OpenID client that shares nothing with the product, and says as JSON what it got.
// Usage: node sign-in.mjs ISSUER CLIENT SECRET REDIRECT COOKIE; the cookie is that of somebody signed in at the provider.
import * as client from 'openid-client'

const [issuer, id, secret, redirect, cookie] = process.argv.slice(2)
const result = {}

const config = await client.discovery(new URL(issuer), id, secret || undefined, secret ? undefined : client.None(), { execute: [client.allowInsecureRequests] })
result.issuer = config.serverMetadata().issuer

async function signIn() {
  const verifier = client.randomPKCECodeVerifier()
  const state = client.randomState()
  const nonce = client.randomNonce()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirect,
    scope: 'openid profile offline_access stadtgespraeche',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (!location?.startsWith(redirect)) throw new Error(`No code but ${answer.status} ${location}`)
  return await client.authorizationCodeGrant(config, new URL(location), { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce })
}

async function refused(action) {
  try {
    await action()
    return null
  } catch (e) {
    return e.error ?? e.code ?? String(e)
  }
}

const first = await signIn()
result.claims = first.claims()
result.accessToken = first.access_token
result.expiresIn = first.expires_in
result.user = await client.fetchUserInfo(config, first.access_token, first.claims().sub)

// An answer that got lost: nobody used what it brought, so the same token may come again.
const lost = await client.refreshTokenGrant(config, first.refresh_token)
const second = await client.refreshTokenGrant(config, first.refresh_token)
result.rotated = new Set([first, lost, second].map(tokens => tokens.refresh_token)).size === 3
const third = await client.refreshTokenGrant(config, second.refresh_token)
result.reused = await refused(() => client.refreshTokenGrant(config, first.refresh_token))
result.familyAfterReuse = await refused(() => client.refreshTokenGrant(config, third.refresh_token))
result.userAfterReuse = await refused(() => client.fetchUserInfo(config, third.access_token, first.claims().sub))
console.log(JSON.stringify(result))
