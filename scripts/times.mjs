// Prints where the tests took their time. times.mjs FOLDER CORES: for each project the runner left there NAME.ctrf (what
// the runner reports), NAME.seconds and NAME.times (what the shell's "times" said of its children).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder, cores] = [process.argv[2], Number(process.argv[3])];
const read = (name, kind) => readFileSync(join(folder, `${name}.${kind}`), 'utf8');
const seconds = (text) => [...text.split('\n')[1].matchAll(/(\d+)m([\d.]+)s/g)]
    .reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
const projects = readdirSync(folder).filter((file) => file.endsWith('.seconds')).map((file) => basename(file, '.seconds'));

console.log('--- time of each project; waiting is what it left of the processors, others may have used it');
for (const [name, wall, used] of projects.map((name) => [name, Number(read(name, 'seconds')), seconds(read(name, 'times'))])
    .sort((one, other) => other[1] - one[1])) {
    const waiting = Math.max(0, 1 - used / Math.max(1, wall * cores));
    console.log(`${wall.toFixed(0).padStart(6)} s  ${used.toFixed(0).padStart(4)} processor s `
        + `${(100 * waiting).toFixed(0).padStart(4)} % waiting  ${name}`);
}

const tests = projects.filter((name) => existsSync(join(folder, `${name}.ctrf`)))
    .flatMap((name) => JSON.parse(read(name, 'ctrf')).results.tests);
console.log('--- the slowest tests');
for (const test of tests.sort((one, other) => other.duration - one.duration).slice(0, 10)) {
    console.log(`${(test.duration / 1000).toFixed(1).padStart(6)} s  ${test.name}`);
}
