// Digital Bazaar's libraries, set up as anybody would use them but without a network.
// The tests and the benchmark share this module, so both use the one node_modules folder beside it.

import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

export {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
export {issue, verifyCredential} from '@digitalbazaar/vc';
export {cryptosuite};

/**
 * A document loader that knows only what it was handed.
 *
 * @param {object} contexts - JSON-LD contexts by URL; tagged `static`, so that jsonld.js keeps them
 *   processed between calls, which is the fastest it can be.
 * @param {object} documents - Controller documents and status lists by their id.
 */
export function createLoader({contexts, documents = {}}) {
  return async function loadDocument(url) {
    if(Object.hasOwn(contexts, url)) {
      return {contextUrl: null, documentUrl: url, document: contexts[url], tag: 'static'};
    }
    const document = documents[url] ?? findVerificationMethod({url, documents});
    if(document === undefined) {
      throw new Error(`nothing was handed over for "${url}"`);
    }
    return {contextUrl: null, documentUrl: url, document};
  };
}

// A DID URL with a fragment names one verification method inside its controller document.
function findVerificationMethod({url, documents}) {
  const [controller] = url.split('#');
  const methods = documents[controller]?.verificationMethod ?? [];
  return methods.find(method => method.id === url);
}

/** The key pair of a 32-byte seed, given in hexadecimal. */
export async function keyPairFromSeed({seed, verificationMethod}) {
  const [controller] = verificationMethod.split('#');
  return Ed25519Multikey.generate({
    id: verificationMethod, controller, seed: Buffer.from(seed, 'hex')
  });
}

/** The proof suite `eddsa-rdfc-2022`; without a key pair it can only verify. */
export function createSuite({keyPair, created} = {}) {
  return new DataIntegrityProof({signer: keyPair?.signer(), date: created, cryptosuite});
}
