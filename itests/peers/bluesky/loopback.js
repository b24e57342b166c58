// Required before everything else: whatever listens, listens on this machine only.
const net = require('node:net')

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' && typeof rest[0] !== 'string') {
    return listen.call(this, first, '127.0.0.1', ...rest)
  }
  if (first && typeof first === 'object' && first.port !== undefined && !first.host) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest)
  }
  return listen.call(this, first, ...rest)
}
