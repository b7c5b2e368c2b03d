// Digital Bazaar's proof suites by the name that a proof gives them.
//
// The suites over JSON come in two halves, one for signing and one for verifying. The last two
// names are read and no longer written by our service.

import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {
  createSignCryptosuite as signEcdsaJcs, createVerifyCryptosuite as verifyEcdsaJcs
} from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import {
  createSignCryptosuite as signEddsaJcs, createVerifyCryptosuite as verifyEddsaJcs
} from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import {cryptosuite as eddsa2022} from '@digitalbazaar/eddsa-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';

const cryptosuites = {
  'eddsa-rdfc-2022': {signing: () => eddsaRdfc, verifying: () => eddsaRdfc},
  'eddsa-jcs-2022': {signing: signEddsaJcs, verifying: verifyEddsaJcs},
  'ecdsa-rdfc-2019': {signing: () => ecdsaRdfc, verifying: () => ecdsaRdfc},
  'ecdsa-jcs-2019': {signing: signEcdsaJcs, verifying: verifyEcdsaJcs},
  'eddsa-2022': {signing: () => eddsa2022, verifying: () => eddsa2022}
};

/** A loaded key for the suite of this name, given as Multikey, secret half included. */
export async function loadSigner({name, multikey}) {
  const kind = name.startsWith('ecdsa') ? EcdsaMultikey : Ed25519Multikey;
  return (await kind.from(multikey)).signer();
}

/** The same key, to check signatures with. */
export async function loadVerifier({name, multikey}) {
  const kind = name.startsWith('ecdsa') ? EcdsaMultikey : Ed25519Multikey;
  return (await kind.from(multikey)).verifier();
}

/** A suite that signs with a loaded key, or with one that is loaded for it. */
export async function createSigningSuite({name, multikey, signer, created}) {
  signer ??= await loadSigner({name, multikey});
  if(name === 'Ed25519Signature2020') {
    return new Ed25519Signature2020({signer, date: created});
  }
  return new DataIntegrityProof({
    signer, date: created, cryptosuite: cryptosuites[name].signing()
  });
}

/** A suite that can only verify. */
export function createVerifyingSuite({name}) {
  if(name === 'Ed25519Signature2020') {
    return new Ed25519Signature2020();
  }
  return new DataIntegrityProof({cryptosuite: cryptosuites[name].verifying()});
}
