// Serves the JSON file that is named, on a free port of loopback, which it prints.
const jsonServer = require('json-server');

const server = jsonServer.create();
server.use(jsonServer.defaults({ logger: false }));
server.use(jsonServer.router(process.argv[2]));
const listener = server.listen(0, '127.0.0.1', () => console.log(`listens on ${listener.address().port}`));
