// The part of Valhalla's HTTP interface that the tests ask for, around its Node bindings, on loopback.
// node server.mjs PACKAGE/index.js CONFIG.json; prints its address when it listens.
import http from 'node:http';
import { createRequire } from 'node:module';

const { Actor } = createRequire(import.meta.url)(process.argv[2]);
const actor = await Actor.fromConfigFile(process.argv[3]);
const actions = { '/sources_to_targets': (q) => actor.matrix(q), '/route': (q) => actor.route(q) };

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', async () => {
    let status = 200, answer;
    try {
      answer = await actions[request.url](JSON.parse(Buffer.concat(parts)));
    } catch (e) {
      status = 400;
      // The bindings give the text alone; the real server these codes with it.
      const codes = { 'No suitable edges': 171, 'exceeds the max distance': 154, 'No path could be found': 442 };
      const known = Object.keys(codes).find((text) => e.message.includes(text));
      answer = { error: e.message, error_code: known ? codes[known] : 0 };
    }
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume(); // ends with the test
