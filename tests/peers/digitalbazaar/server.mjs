// A verifier over HTTP as anybody would build it: fastify in front of Digital Bazaar's libraries.
//
// Reads one JSON object on standard input ({contexts, documents}), listens on a free port of this
// machine and prints its number. `POST /verify` takes a credential and answers {verified}. It
// verifies the proof, with contexts tagged `static`, and the dates; no schema, no status.

import {createInterface} from 'node:readline';

import Fastify from 'fastify';

import {createLoader, createSuite, verifyCredential} from './library.mjs';

const {value: line} = await createInterface({input: process.stdin})[Symbol.asyncIterator]().next();
const documentLoader = createLoader(JSON.parse(line));
const suite = createSuite();
const checkStatus = async () => ({verified: true});

const server = Fastify({logger: false});
server.post('/verify', async ({body}) => {
  const {verified} = await verifyCredential({
    credential: body, suite, documentLoader, checkStatus
  });
  return {verified};
});
await server.listen({host: '127.0.0.1', port: 0});
process.stdout.write(`${server.server.address().port}\n`);
