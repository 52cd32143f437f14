// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
//
// Verifies quotes with @phala/dcap-qvl for as long as it is asked to. Reads the folder that the
// package is installed in and the cases (quote, collateral, epoch seconds) from the command line.
// For every line of milliseconds on standard input it prints the verifications per second.
'use strict';

const fs = require('fs');
const path = require('path');
const readline = require('readline');
const { createRequire } = require('module');

const [folder, ...words] = process.argv.slice(2);
const { verify } = createRequire(path.join(folder, 'package.json'))('@phala/dcap-qvl');

const cases = [];
for (let i = 0; i + 2 < words.length; i += 3) {
  const collateral = JSON.parse(fs.readFileSync(words[i + 1], 'utf8'));
  for (const name of ['tcb_info_signature', 'qe_identity_signature', 'root_ca_crl', 'pck_crl']) {
    collateral[name] = Buffer.from(collateral[name], 'hex');
  }
  cases.push([fs.readFileSync(words[i]), collateral, Number(words[i + 2])]);
}

function rate(milliseconds) {
  let done = 0;
  const start = process.hrtime.bigint();
  const end = start + BigInt(milliseconds) * 1000000n;
  while (process.hrtime.bigint() < end) {
    for (const [quote, collateral, at] of cases) {
      verify(quote, collateral, at);
    }
    done += cases.length;
  }
  return (done * 1e9) / Number(process.hrtime.bigint() - start);
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  console.log(rate(Number(line)));
});
