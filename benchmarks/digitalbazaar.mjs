// The contestant in node: Digital Bazaar's libraries, with the protocol of worker.py.
//
// CPU time is that of the whole process: what V8 does in its own threads (collecting garbage,
// compiling) is part of the price.

import {createHash} from 'node:crypto';
import {createInterface} from 'node:readline';

import {
  createLoader, createSuite, cryptosuite, issue, keyPairFromSeed, verifyCredential
} from '../tests/peers/digitalbazaar/library.mjs';

async function prepare(task) {
  const {contexts, controller, created, seed, verificationMethod} = task;
  const documentLoader = createLoader({contexts, documents: {[controller.id]: controller}});
  const keyPair = await keyPairFromSeed({seed, verificationMethod});
  const [signer, verifier] = [keyPair.signer(), keyPair.verifier()];
  const signingSuite = createSuite({keyPair, created});
  const verifyingSuite = createSuite();
  const unsignedText = JSON.stringify(task.document);
  // The others do not look at the status here either.
  const checkStatus = async () => ({verified: true});

  const issueWhole = async () => JSON.stringify(await issue({
    credential: JSON.parse(unsignedText), suite: signingSuite, documentLoader
  }));

  const signedText = await issueWhole();
  const signed = JSON.parse(signedText);
  const {proof, ...unsigned} = signed;

  // The calls that the library itself makes on the way.
  const canonicaliseDocument = () => cryptosuite.canonize(
    unsigned, {documentLoader, base: null, safe: true});
  const canonicaliseOptions = () => verifyingSuite.canonizeProof(
    proof, {document: unsigned, documentLoader});

  const texts = [await canonicaliseOptions(), await canonicaliseDocument()];
  const hashBoth = () => Buffer.concat(
    texts.map(text => createHash('sha256').update(text).digest()));
  const hashes = hashBoth();
  const signature = await signer.sign({data: hashes});

  const verifyWhole = async () => {
    const {verified} = await verifyCredential({
      credential: JSON.parse(signedText), suite: verifyingSuite, documentLoader, checkStatus
    });
    if(!verified) {
      throw new Error('the credential did not verify');
    }
  };

  return {
    parse: () => JSON.parse(signedText),
    'canonicalise document': canonicaliseDocument,
    'canonicalise proof options': canonicaliseOptions,
    hash: hashBoth,
    sign: () => signer.sign({data: hashes}),
    'check signature': () => verifier.verify({data: hashes, signature}),
    serialise: () => JSON.stringify(signed),
    issue: issueWhole,
    verify: verifyWhole
  };
}

async function measure(once, count) {
  const started = process.cpuUsage();
  for(let done = 0; done < count; done++) {
    await once();
  }
  const {user, system} = process.cpuUsage(started);
  return (user + system) / 1e6;
}

const prepared = {};
for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  let answer;
  if(request.prepare) {
    prepared[request.prepare] = await prepare(request.task);
    answer = {stages: Object.keys(prepared[request.prepare])};
  } else {
    answer = {seconds: await measure(prepared[request.on][request.time], request.count)};
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
