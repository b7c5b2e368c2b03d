// The contestant in node for tokens: the library `jose`, with loaded keys.

import {createPublicKey} from 'node:crypto';

import {importPKCS8, importSPKI, jwtVerify, SignJWT} from '../../tests/peers/digitalbazaar/tokens.mjs';
import {serve} from './worker.mjs';

async function prepare({alg, kid, pkcs8}) {
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  const privateKey = await importPKCS8(pem, alg);
  const spki = createPublicKey(pem).export({type: 'spki', format: 'pem'});
  const publicKey = await importSPKI(spki, alg);
  const header = {alg, typ: 'JWT', kid};
  return {
    issue: text => {
      const credential = JSON.parse(text);
      const claims = {
        ...credential,
        iss: credential.issuer.id,
        jti: credential.id,
        sub: credential.credentialSubject.id,
        nbf: Date.parse(credential.validFrom) / 1000
      };
      return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    },
    verify: token => jwtVerify(token, publicKey, {algorithms: [alg]})
  };
}

await serve({token: prepare});
