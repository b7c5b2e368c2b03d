// The contestant in node: Digital Bazaar's libraries, with loaded keys and static contexts.

import {createHash} from 'node:crypto';

import {
  createLoader, createSuite, cryptosuite, issue, verifyCredential
} from '../../tests/peers/digitalbazaar/library.mjs';
import {createCredential, createList} from '../../tests/peers/digitalbazaar/lists.mjs';
import {
  createBaseSuite, createDerivedSuite, createDisclosingSuite, derive
} from '../../tests/peers/digitalbazaar/selective.mjs';
import {
  createSigningSuite, createVerifyingSuite, loadSigner, loadVerifier
} from '../../tests/peers/digitalbazaar/suites.mjs';
import {serve} from './worker.mjs';

// The others do not look at the status here either.
const checkStatus = async () => ({verified: true});

function loaderOf({contexts, controller}) {
  return createLoader({contexts, documents: {[controller.id]: controller}});
}

async function mustVerify({credential, suite, documentLoader}) {
  const result = await verifyCredential({credential, suite, documentLoader, checkStatus});
  if(!result.verified) {
    throw new Error('the credential did not verify', {cause: result.error});
  }
}

async function prepareEmbedded(task) {
  const {cryptosuite: name, multikey} = task;
  const documentLoader = loaderOf(task);
  const signer = await loadSigner({name, multikey});
  const verifyingSuite = createVerifyingSuite({name});
  return {
    issue: async text => {
      const credential = JSON.parse(text);
      const suite = await createSigningSuite({name, signer, created: credential.validFrom});
      return JSON.stringify(await issue({credential, suite, documentLoader}));
    },
    verify: text => mustVerify({
      credential: JSON.parse(text), suite: verifyingSuite, documentLoader
    })
  };
}

async function prepareStages(task) {
  const {multikey} = task;
  const documentLoader = loaderOf(task);
  const name = 'eddsa-rdfc-2022';
  const signer = await loadSigner({name, multikey});
  const verifier = await loadVerifier({name, multikey});
  const suite = createSuite();

  const takeApart = text => {
    const {proof, ...unsigned} = JSON.parse(text);
    return {proof, unsigned};
  };
  // The calls that the library itself makes on the way.
  const canonicaliseDocument = ({unsigned}) => cryptosuite.canonize(
    unsigned, {documentLoader, base: null, safe: true});
  const canonicaliseOptions = ({proof, unsigned}) => suite.canonizeProof(
    proof, {document: unsigned, documentLoader});
  const canonicaliseBoth = async text => {
    const parts = takeApart(text);
    return [await canonicaliseOptions(parts), await canonicaliseDocument(parts)];
  };
  const hashBoth = texts => Buffer.concat(
    texts.map(text => createHash('sha256').update(text).digest()));
  const sign = data => signer.sign({data});

  return {
    parse: JSON.parse,
    'canonicalise document': {setUp: takeApart, run: canonicaliseDocument},
    'canonicalise proof options': {setUp: takeApart, run: canonicaliseOptions},
    hash: {setUp: canonicaliseBoth, run: hashBoth},
    sign: {setUp: async text => hashBoth(await canonicaliseBoth(text)), run: sign},
    'check signature': {
      setUp: async text => {
        const data = hashBoth(await canonicaliseBoth(text));
        return {data, signature: await sign(data)};
      },
      run: signed => verifier.verify(signed)
    },
    serialise: {setUp: JSON.parse, run: value => JSON.stringify(value)}
  };
}

async function prepareSelective(task) {
  const {multikey, mandatory, chosen} = task;
  const documentLoader = loaderOf(task);
  const signer = await loadSigner({name: 'ecdsa-sd-2023', multikey});
  return {
    'base proof': async text => {
      const credential = JSON.parse(text);
      const suite = await createBaseSuite({
        signer, mandatoryPointers: mandatory, created: credential.validFrom
      });
      return JSON.stringify(await issue({credential, suite, documentLoader}));
    },
    derive: async text => {
      const suite = createDisclosingSuite({selectivePointers: chosen});
      const verifiableCredential = JSON.parse(text);
      return JSON.stringify(await derive({verifiableCredential, suite, documentLoader}));
    },
    verify: text => mustVerify({
      credential: JSON.parse(text), suite: createDerivedSuite(), documentLoader
    })
  };
}

// One list with one entry in a hundred revoked, from bits to a signed credential.
async function prepareStatusList(task) {
  const {controller, length, multikey, url} = task;
  const documentLoader = loaderOf(task);
  const name = 'eddsa-rdfc-2022';
  const signer = await loadSigner({name, multikey});
  return {
    publish: {
      setUp: async text => {
        const number = Number(text);
        const list = await createList({length});
        for(let place = 0; place < Math.floor(length / 100); place++) {
          list.setStatus((number * 8191 + place * place * 7919) % length, true);
        }
        const created = new Date(Date.UTC(2025, 2, 1, 10) + number * 1000);
        return {list, created: `${created.toISOString().slice(0, 19)}Z`};
      },
      run: async ({list, created}) => {
        const credential = await createCredential({id: url, list, statusPurpose: 'revocation'});
        Object.assign(credential, {issuer: controller.id, validFrom: created});
        const suite = await createSigningSuite({name, signer, created});
        return JSON.stringify(await issue({credential, suite, documentLoader}));
      }
    }
  };
}

await serve({
  embedded: prepareEmbedded,
  // One by one: the library has no other way.
  bulk: prepareEmbedded,
  stages: prepareStages,
  selective: prepareSelective,
  'status list': prepareStatusList
});
