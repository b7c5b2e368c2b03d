// The loop of a contestant in node, with the protocol of worker.py.
//
// CPU time is that of the whole process: what V8 does in its own threads (collecting garbage,
// compiling) is part of the price.

import {createInterface} from 'node:readline';

/**
 * Answers requests until the input ends.
 *
 * @param {object} kinds - By the kind of a task, what gives its operations: functions of one text,
 *   or {setUp, run} where `setUp` makes of the text what `run` takes, untimed.
 */
export async function serve(kinds) {
  const prepared = {};
  for await (const line of createInterface({input: process.stdin})) {
    const request = JSON.parse(line);
    let answer;
    if(request.prepare) {
      const {kind} = request.task;
      const operations = kinds[kind] ? await kinds[kind](request.task) : {};
      prepared[request.prepare] = operations;
      answer = {operations: Object.keys(operations)};
    } else {
      const {inputs, repeat} = request;
      answer = {seconds: await measure(prepared[request.on][request.time], inputs, repeat)};
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

async function measure(operation, inputs, repeat) {
  const {setUp = text => text, run} = operation.run ? operation : {run: operation};
  const ready = [];
  for(const text of inputs) {
    ready.push(await setUp(text));
  }
  const started = process.cpuUsage();
  for(let round = 0; round < repeat; round++) {
    for(const one of ready) {
      await run(one);
    }
  }
  const {user, system} = process.cpuUsage(started);
  return (user + system) / 1e6;
}
