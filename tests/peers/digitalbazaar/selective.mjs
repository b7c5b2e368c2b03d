// Digital Bazaar's suite for selective disclosure, `ecdsa-sd-2023`, in the three roles it has.

import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {
  createDiscloseCryptosuite, createSignCryptosuite, createVerifyCryptosuite
} from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';

export {derive} from '@digitalbazaar/vc';

/** The issuer: signs with a loaded key, or with one given as Multikey, secret half included. */
export async function createBaseSuite({multikey, signer, mandatoryPointers, created}) {
  signer ??= (await EcdsaMultikey.from(multikey)).signer();
  const cryptosuite = createSignCryptosuite({mandatoryPointers});
  return new DataIntegrityProof({signer, date: created, cryptosuite});
}

/** The holder: needs no key. */
export function createDisclosingSuite({selectivePointers}) {
  return new DataIntegrityProof({cryptosuite: createDiscloseCryptosuite({selectivePointers})});
}

/** The verifier. */
export function createDerivedSuite() {
  return new DataIntegrityProof({cryptosuite: createVerifyCryptosuite()});
}
