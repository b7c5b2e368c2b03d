// An issuer and verifier that shares no code with this project.
//
// Reads one JSON request per line on standard input and writes one JSON answer per line on standard
// output, until its input ends. A request names its `command` and carries everything that is
// needed: nothing is ever fetched. The verifying commands answer {verified, reason}; the signing
// ones answer {signed} or {refused}.

import {createInterface} from 'node:readline';

import * as jose from 'jose';
import jsonld from 'jsonld';

import {
  checkStatus, createLoader, createSuite, issue, keyPairFromSeed, verifyCredential
} from './library.mjs';
import {
  createBaseSuite, createDerivedSuite, createDisclosingSuite, derive
} from './selective.mjs';
import {createSigningSuite, createVerifyingSuite} from './suites.mjs';

const commands = {
  async issue({credential, contexts, seed, verificationMethod, created}) {
    const keyPair = await keyPairFromSeed({seed, verificationMethod});
    const suite = createSuite({keyPair, created});
    return {signed: await issue({credential, suite, documentLoader: createLoader({contexts})})};
  },

  // The library's default strictness: safe mode, status checked, the status list verified as a
  // credential of its own and by the same issuer. A set bit is not an error to the library: the
  // caller has to read it.
  async verify({credential, contexts, documents}) {
    const result = await verifyCredential({
      credential,
      suite: createSuite(),
      documentLoader: createLoader({contexts, documents}),
      checkStatus
    });
    const statuses = (result.statusResult?.results ?? []).map(({status}) => status);
    return {verified: result.verified, statuses, reason: explain(result)};
  },

  async 'sign-with'({credential, contexts, name, multikey, created}) {
    const suite = await createSigningSuite({name, multikey, created});
    return {signed: await issue({credential, suite, documentLoader: createLoader({contexts})})};
  },

  async 'verify-with'({credential, contexts, documents, name}) {
    const suite = createVerifyingSuite({name});
    const documentLoader = createLoader({contexts, documents});
    const result = await verifyCredential({credential, suite, documentLoader});
    return {verified: result.verified, reason: explain(result)};
  },

  async 'sign-base'({credential, contexts, multikey, mandatoryPointers, created}) {
    const suite = await createBaseSuite({multikey, mandatoryPointers, created});
    return {signed: await issue({credential, suite, documentLoader: createLoader({contexts})})};
  },

  async derive({credential, contexts, selectivePointers}) {
    const suite = createDisclosingSuite({selectivePointers});
    const documentLoader = createLoader({contexts});
    return {signed: await derive({verifiableCredential: credential, suite, documentLoader})};
  },

  async 'verify-derived'({credential, contexts, documents}) {
    const documentLoader = createLoader({contexts, documents});
    const result = await verifyCredential({
      credential, suite: createDerivedSuite(), documentLoader
    });
    return {verified: result.verified, reason: explain(result)};
  },

  // With the options that every proof suite of the library hands to jsonld.js.
  async canonize({document, contexts}) {
    const canonical = await jsonld.canonize(document, {
      algorithm: 'RDFC-1.0', base: null, safe: true, rdfDirection: 'i18n-datatype',
      documentLoader: createLoader({contexts})
    });
    return {signed: canonical};
  },

  async 'sign-token'({payload, header, pkcs8}) {
    const key = await jose.importPKCS8(pkcs8, header.alg);
    return {signed: await new jose.SignJWT(payload).setProtectedHeader(header).sign(key)};
  },

  async 'verify-token'({token, jwk, algorithm}) {
    const key = await jose.importJWK(jwk, algorithm);
    const {payload} = await jose.jwtVerify(token, key, {algorithms: [algorithm]});
    return {verified: true, payload, reason: ''};
  }
};

// Errors nest: one per proof, and each may carry the cause that says what is really wrong.
function explain({error, statusResult}) {
  const found = [];
  const pending = [error, statusResult?.error].flat().filter(Boolean);
  while(pending.length > 0) {
    const {message, details, errors = [], cause} = pending.shift();
    found.push(details?.event?.message ?? message);
    pending.push(...errors, ...(cause ? [cause] : []));
  }
  return found.join('; ');
}

async function answer(line) {
  const {command, ...request} = JSON.parse(line);
  try {
    return await commands[command](request);
  } catch(error) {
    const reason = explain({error});
    return command.startsWith('verify') ? {verified: false, reason} : {refused: reason};
  }
}

for await (const line of createInterface({input: process.stdin})) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
